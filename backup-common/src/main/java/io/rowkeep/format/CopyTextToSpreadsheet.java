package io.rowkeep.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One row of a spreadsheet per line of COPY text: CSV as RFC 4180 has it, rows ended by CRLF, quoted where it must be. NULL is an
 * empty cell, as the empty string is. A cell that would run as a formula starts with an apostrophe. Nothing reads it back.
 */
final class CopyTextToSpreadsheet implements RowEncoder {

    private final SpreadsheetLayout layout;
    private final int[] from;
    private final int[] to;
    private final OutputBuffer out = new OutputBuffer();
    private final Utf8Check utf8 = new Utf8Check();
    private long lines;
    private int field;

    CopyTextToSpreadsheet(SpreadsheetLayout layout) {
        this.layout = layout;
        this.from = new int[layout.fields().size()];
        this.to = new int[layout.fields().size()];
    }

    @Override
    public void encode(byte[] line, int offset, int length, ByteSink sink) throws IOException {
        out.begin(sink);
        try {
            findFields(line, offset, CopyText.endOf(line, offset, length));
            row(line);
        } catch (Malformed e) {
            throw RowFailure.encoding(lines, layout.fields(), field, e);
        }
        out.flush();
        lines++;
    }

    private void findFields(byte[] line, int offset, int end) {
        int at = offset;
        for (field = 0; field < from.length; field++) {
            from[field] = field == 0 ? at : CopyText.nextField(line, at, end);
            to[field] = CopyText.fieldEnd(line, from[field], end);
            at = to[field];
        }
        CopyText.checkEnd(line, at, end);
    }

    private void row(byte[] line) throws IOException {
        boolean alone = layout.columns().size() == 1;
        String separator = "";
        for (SpreadsheetColumn column : layout.columns()) {
            field = column.field();
            out.put(separator.getBytes(UTF_8));
            boolean isNull = isNull(line, from[field], to[field]);
            if (alone && (isNull || from[field] == to[field])) {
                // An empty line would be no row for many readers.
                out.put('"');
                out.put('"');
            } else if (!isNull) {
                value(line, from[field], to[field], column.wording());
            }
            separator = ",";
        }
        out.put('\r');
        out.put('\n');
    }

    private static boolean isNull(byte[] line, int start, int end) {
        boolean isNull = CopyText.isNull(line, start, end);
        if (isNull && end - start > CopyText.NULL.length) {
            throw Malformed.unexpected(line[start + CopyText.NULL.length], "after NULL");
        }
        return isNull;
    }

    private void value(byte[] line, int start, int end, @Nullable UnaryOperator<String> wording) throws IOException {
        if (wording == null || end - start > FormatColumn.LONGEST_REWORDED) {
            cell(line, start, end);
        } else {
            byte[] reworded = CopyText.escape(wording.apply(new String(line, start, end - start, UTF_8)))
                    .getBytes(UTF_8);
            cell(reworded, 0, reworded.length);
        }
    }

    private void cell(byte[] text, int start, int end) throws IOException {
        boolean quoted = needsQuotes(text, start, end);
        if (quoted) {
            out.put('"');
        }
        if (FormulaStart.is(text, start, end)) {
            out.put('\'');
        }
        content(text, start, end);
        if (quoted) {
            out.put('"');
        }
    }

    private static boolean needsQuotes(byte[] text, int start, int end) {
        for (int at = start; at < end; at++) {
            switch (text[at]) {
                case ',', '"' -> {
                    return true;
                }
                case '\\' -> {
                    byte letter = CopyText.letterAfter(text, at++, end);
                    if (letter == 'n' || letter == 'r') {
                        return true;
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    private void content(byte[] text, int start, int end) throws IOException {
        int at = start;
        while (at < end) {
            int run = PlainRun.end(text, at, end);
            out.put(text, at, run);
            at = run == end ? end : special(text, run, end);
        }
    }

    private int special(byte[] text, int at, int end) throws IOException {
        byte value = text[at];
        if (value < 0) {
            int ascii = utf8.characters(text, at, end);
            out.put(text, at, ascii);
            return ascii;
        }
        if (value == '\\') {
            out.put(CopyText.unescape(CopyText.letterAfter(text, at, end)));
            return at + 2;
        }
        if (value == '"') {
            out.put('"');
        } else {
            CopyText.checkRaw(value);
        }
        out.put(value);
        return at + 1;
    }
}
