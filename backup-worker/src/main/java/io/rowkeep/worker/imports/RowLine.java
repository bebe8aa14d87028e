package io.rowkeep.worker.imports;

import io.rowkeep.artifact.Column;
import io.rowkeep.failure.BackupException;
import io.rowkeep.format.ByteSink;
import io.rowkeep.worker.source.SourceTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;

/**
 * One record on its way to a table: its fields come in any order, and go in the order of the table's columns, as a line of COPY
 * text. Grows with the widest record, up to a limit. For one thread.
 */
final class RowLine implements RecordLine {

    private static final byte[] NULL = "\\N".getBytes(StandardCharsets.US_ASCII);
    private static final int ABSENT = -1;

    private final SourceTable table;
    private final List<Column> columns;
    private final Map<String, Integer> places = new HashMap<>();
    private final int maxBytes;
    private final int[] starts;
    private final int[] ends;
    private final BitSet given = new BitSet();
    private final BitSet occurring = new BitSet();
    private byte[] bytes = new byte[8 << 10];
    private int size;
    private int place = ABSENT;
    private long record;

    /** @param maxBytes of the line */
    RowLine(SourceTable table, int maxBytes) {
        this.table = table;
        this.columns = table.columns();
        this.maxBytes = maxBytes;
        this.starts = new int[columns.size()];
        this.ends = new int[columns.size()];
        for (int at = 0; at < columns.size(); at++) {
            places.put(columns.get(at).name(), at);
        }
    }

    /** The table that the record is for. */
    SourceTable table() {
        return table;
    }

    @Override
    public void begin() {
        record++;
        size = 0;
        place = ABSENT;
        given.clear();
        Arrays.fill(starts, ABSENT);
    }

    @Override
    public void object(JsonParser json) throws IOException {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            Column column = beginField(name);
            json.nextToken();
            JsonValue.write(json, column, this);
        }
    }

    /** Begins a field, which is NULL unless something is put into it; refuses one that the table does not have, or that was given already. */
    Column beginField(String name) {
        place = ABSENT;
        Integer found = places.get(name);
        if (found == null) {
            throw refusal("it has a field %s, and the table has no such column; it has: %s"
                    .formatted(
                            Refusal.quote(name),
                            Names.of(columns.stream().map(Column::name).toList())));
        }
        place = found;
        if (given.get(place)) {
            throw refusal("the field is given twice");
        }
        given.set(place);
        return columns.get(place);
    }

    /** Begins the value of the field. */
    CopyField beginValue() {
        starts[place] = size;
        return new CopyField(this);
    }

    void endValue() {
        ends[place] = size;
    }

    void put(int value) {
        if (size == bytes.length) {
            if (size == maxBytes) {
                throw refusal("the record is wider than %d bytes, the limit of this worker".formatted(maxBytes));
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(size * 2L, maxBytes));
        }
        bytes[size++] = (byte) value;
    }

    @Override
    public void writeTo(ByteSink sink) throws IOException {
        occurring.or(given);
        for (int at = 0; at < starts.length; at++) {
            if (at > 0) {
                sink.write(new byte[] {'\t'}, 0, 1);
            }
            if (starts[at] == ABSENT) {
                sink.write(NULL, 0, NULL.length);
            } else {
                sink.write(bytes, starts[at], ends[at] - starts[at]);
            }
        }
        sink.write(new byte[] {'\n'}, 0, 1);
    }

    @Override
    public List<Column> occurring() {
        return record == 0 ? columns : occurring.stream().mapToObj(columns::get).toList();
    }

    /** Names the field as well. */
    @Override
    public BackupException refusal(String why) {
        String field = place == ABSENT
                ? ""
                : ", field " + Refusal.quote(columns.get(place).name());
        return Refusal.of("Table %s, record %d%s: %s".formatted(table.name(), record, field, why));
    }
}
