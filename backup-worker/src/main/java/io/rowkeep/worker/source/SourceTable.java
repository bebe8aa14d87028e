package io.rowkeep.worker.source;

import io.rowkeep.artifact.CollectionShape;
import io.rowkeep.artifact.Column;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.LineFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of a source, as its catalogue describes it.
 *
 * @param columns the columns that a row holds, in order
 * @param generated columns that the server computes
 * @param primaryKey in the key's order; empty when there is none
 * @param estimatedBytes for planning only, never shown as a count
 * @param collection how MongoDB's collection was made; null for a table
 */
public record SourceTable(
        TableName name,
        List<Column> columns,
        List<String> generated,
        List<String> primaryKey,
        LineFormat lineFormat,
        long estimatedBytes,
        @Nullable CollectionShape collection) {

    public SourceTable {
        columns = List.copyOf(columns);
        generated = List.copyOf(generated);
        primaryKey = List.copyOf(primaryKey);
    }

    /** A table, which is no collection. */
    public SourceTable(
            TableName name,
            List<Column> columns,
            List<String> generated,
            List<String> primaryKey,
            LineFormat lineFormat,
            long estimatedBytes) {
        this(name, columns, generated, primaryKey, lineFormat, estimatedBytes, null);
    }
}
