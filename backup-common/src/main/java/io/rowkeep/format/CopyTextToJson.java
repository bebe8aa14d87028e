package io.rowkeep.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One JSON object per line of COPY text, keys in column order, no spaces. A jsonb column that is SQL NULL has no field. */
final class CopyTextToJson implements RowEncoder {

    private final List<FormatColumn> columns;
    private final byte[][] keys;
    private final ColumnMapping[] mappings;
    private final boolean reworded;
    private final OutputBuffer out = new OutputBuffer();
    private final CopyFieldToJson field = new CopyFieldToJson(out);
    private long lines;
    private int column;

    CopyTextToJson(List<FormatColumn> columns) {
        this.columns = List.copyOf(columns);
        this.keys = JsonText.keys(columns);
        this.mappings = columns.stream().map(FormatColumn::mapping).toArray(ColumnMapping[]::new);
        this.reworded = columns.stream().anyMatch(shown -> shown.wording() != null);
    }

    @Override
    public void encode(byte[] line, int offset, int length, ByteSink sink) throws IOException {
        out.begin(sink);
        column = 0;
        try {
            row(line, offset, CopyText.endOf(line, offset, length));
        } catch (Malformed e) {
            throw RowFailure.encoding(lines, columns, column, e);
        }
        out.flush();
        lines++;
    }

    private void row(byte[] line, int offset, int end) throws IOException {
        int at = offset;
        int separator = '{';
        for (; column < keys.length; column++) {
            if (column > 0) {
                at = CopyText.nextField(line, at, end);
            }
            ColumnMapping mapping = mappings[column];
            boolean isNull = CopyText.isNull(line, at, end);
            if (!isNull || mapping != ColumnMapping.JSON) {
                out.put(separator);
                out.put(keys[column]);
                separator = ',';
            }
            if (!isNull) {
                at = value(mapping, line, at, end);
            } else {
                at += CopyText.NULL.length;
                if (mapping != ColumnMapping.JSON) {
                    out.put(JsonText.NULL);
                }
            }
        }
        CopyText.checkEnd(line, at, end);
        if (separator == '{') {
            out.put('{');
        }
        out.put('}');
        out.put('\n');
    }

    private int value(ColumnMapping mapping, byte[] line, int at, int end) throws IOException {
        @Nullable UnaryOperator<String> wording = reworded ? columns.get(column).wording() : null;
        if (wording == null) {
            return field.write(mapping, line, at, end);
        }
        int fieldEnd = CopyText.fieldEnd(line, at, end);
        if (fieldEnd - at > FormatColumn.LONGEST_REWORDED) {
            return field.write(mapping, line, at, end);
        }
        byte[] shown = CopyText.escape(wording.apply(new String(line, at, fieldEnd - at, UTF_8)))
                .getBytes(UTF_8);
        field.write(mapping, shown, 0, shown.length);
        return fieldEnd;
    }
}
