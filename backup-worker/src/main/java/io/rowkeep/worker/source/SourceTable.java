package io.rowkeep.worker.source;

import io.rowkeep.artifact.Column;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.LineFormat;
import java.util.List;

/**
 * A table of a source, as its catalogue describes it.
 *
 * @param columns the columns that a row holds, in order
 * @param generated columns that the server computes
 * @param primaryKey in the key's order; empty when there is none
 * @param estimatedBytes for planning only, never shown as a count
 */
public record SourceTable(
        TableName name,
        List<Column> columns,
        List<String> generated,
        List<String> primaryKey,
        LineFormat lineFormat,
        long estimatedBytes) {

    public SourceTable {
        columns = List.copyOf(columns);
        generated = List.copyOf(generated);
        primaryKey = List.copyOf(primaryKey);
    }
}
