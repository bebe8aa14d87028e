package io.rowkeep.worker.imports;

import io.rowkeep.artifact.Column;
import io.rowkeep.dataset.TableName;
import io.rowkeep.worker.source.LineSource;
import io.rowkeep.worker.source.SourceTable;
import io.rowkeep.worker.source.StagedSnapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Brings records to the place beside their tables, and keeps what is known of each table afterwards. For one attempt and one thread. */
final class Loading {

    private static final int STEP = 256;

    private final StagedSnapshot stage;
    private final int maxRowBytes;
    private final Runnable check;
    private final TreeMap<TableName, SourceTable> loaded = new TreeMap<>();
    private final Map<TableName, Long> rows = new HashMap<>();

    /** @param check throws when the attempt is not to go on */
    Loading(StagedSnapshot stage, int maxRowBytes, Runnable check) {
        this.stage = stage;
        this.maxRowBytes = maxRowBytes;
        this.check = check;
    }

    /** The widest record, in bytes. */
    int maxRowBytes() {
        return maxRowBytes;
    }

    /**
     * Loads JSON objects as records of a table. Where there is none, nobody can say which columns they would have had, and it has all of them.
     *
     * @param table with the columns that the records may have
     * @param exactly whether they have all of them, also those that none of them names
     * @return how many
     */
    long objects(SourceTable table, boolean exactly, RecordSource<RecordLine> records) {
        return load(table, exactly, line(table), records);
    }

    /**
     * Loads records that are no more than the values of columns.
     *
     * @param table with the columns that the records have
     */
    void values(SourceTable table, RecordSource<RowLine> records) {
        load(table, true, new RowLine(table, maxRowBytes), records);
    }

    private RecordLine line(SourceTable table) {
        return switch (table.lineFormat()) {
            case PG_COPY_TEXT -> new RowLine(table, maxRowBytes);
            case EJSON -> new DocumentLine(table, maxRowBytes);
        };
    }

    private <L extends RecordLine> long load(SourceTable table, boolean exactly, L line, RecordSource<L> records) {
        long count = lines(table, names(table.columns()), sink -> {
            SinkBuffer buffer = new SinkBuffer(sink);
            for (long read = 1; records.next(line); read++) {
                line.writeTo(buffer);
                if (read % STEP == 0) {
                    check.run();
                }
            }
            buffer.flush();
        });
        if (!exactly && count > 0) {
            loaded.put(table.name(), confined(table, line.occurring()));
        }
        return count;
    }

    /** Loads lines of a table as they are; says how many. */
    long lines(SourceTable table, List<String> columns, LineSource lines) {
        if (loaded.putIfAbsent(table.name(), table) != null) {
            throw Refusal.of("Table %s is in the file twice".formatted(table.name()));
        }
        long count = stage.stage(table, columns, lines);
        rows.put(table.name(), count);
        check.run();
        return count;
    }

    /** How many rows of a table were loaded. */
    long rows(TableName table) {
        return rows.getOrDefault(table, 0L);
    }

    /** What was loaded, in order of name, each table with the columns that occurred. */
    List<SourceTable> tables() {
        return List.copyOf(loaded.values());
    }

    /**
     * The table with some of its columns.
     *
     * @param names each of them a column of the table, and there once
     */
    static SourceTable confine(SourceTable table, List<String> names) {
        Set<String> wanted = new HashSet<>();
        List<String> known = names(table.columns());
        for (String name : names) {
            if (!known.contains(name)) {
                throw Refusal.of("Table %s has no column %s, which the file has; it has: %s"
                        .formatted(table.name(), Refusal.quote(name), Names.of(known)));
            }
            if (!wanted.add(name)) {
                throw Refusal.of(
                        "Table %s: the file names column %s twice".formatted(table.name(), Refusal.quote(name)));
            }
        }
        return confined(
                table,
                table.columns().stream()
                        .filter(column -> wanted.contains(column.name()))
                        .toList());
    }

    private static SourceTable confined(SourceTable table, List<Column> columns) {
        return new SourceTable(
                table.name(),
                columns,
                table.generated(),
                table.primaryKey(),
                table.lineFormat(),
                table.estimatedBytes(),
                table.collection());
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }
}
