package io.rowkeep.artifact;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.dataset.DocumentTimes;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.FormatColumn;
import io.rowkeep.format.LineFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table in a backup.
 *
 * @param columns the stored columns, in the order of the values in each row
 * @param generated names of columns that the server computes, which are not stored
 * @param lineFormat the line format that a row decodes to
 * @param primaryKey names of the key's columns in the key's order; empty when there is none
 * @param rows rows in all parts
 * @param bytes bytes of all parts before compression
 * @param storedBytes bytes of all part objects
 * @param parts how many part objects there are
 * @param collection how MongoDB's collection was made; null for a table
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TableEntry(
        TableName name,
        List<Column> columns,
        List<String> generated,
        LineFormat lineFormat,
        List<String> primaryKey,
        List<SequenceState> sequences,
        long rows,
        long bytes,
        long storedBytes,
        long parts,
        PartList partList,
        @Nullable CollectionShape collection)
        implements ManifestEntry {

    public TableEntry {
        columns = List.copyOf(columns);
        generated = List.copyOf(generated);
        primaryKey = List.copyOf(primaryKey);
        sequences = List.copyOf(sequences);
    }

    /** A table, which is no collection. */
    public TableEntry(
            TableName name,
            List<Column> columns,
            List<String> generated,
            LineFormat lineFormat,
            List<String> primaryKey,
            List<SequenceState> sequences,
            long rows,
            long bytes,
            long storedBytes,
            long parts,
            PartList partList) {
        this(
                name,
                columns,
                generated,
                lineFormat,
                primaryKey,
                sequences,
                rows,
                bytes,
                storedBytes,
                parts,
                partList,
                null);
    }

    /** The columns as encoders and decoders need them. */
    public List<FormatColumn> formatColumns() {
        return RowEncoding.formatColumns(columns);
    }

    /** The same for documents, which write dates with a time in a way of their own. */
    public List<FormatColumn> formatColumns(DocumentTimes times) {
        return columns.stream()
                .map(column -> new FormatColumn(
                        column.name(), column.mapping(), column.timesWorded(times::timestamp, times::instant)))
                .toList();
    }
}
