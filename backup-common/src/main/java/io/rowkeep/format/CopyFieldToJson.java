package io.rowkeep.format;

import java.io.IOException;
import java.util.Arrays;

/** Writes one field of COPY text, not NULL, as a JSON value. Each method returns the index of the field's end. */
final class CopyFieldToJson {

    private final OutputBuffer out;
    private final Utf8Check utf8 = new Utf8Check();

    CopyFieldToJson(OutputBuffer out) {
        this.out = out;
    }

    int write(ColumnMapping mapping, byte[] line, int at, int end) throws IOException {
        return switch (mapping) {
            case NUMBER -> number(line, at, end);
            case BOOLEAN -> bool(line, at, end);
            case TEXT -> text(line, at, end);
            case JSON -> nested(line, at, end);
        };
    }

    private int number(byte[] line, int from, int end) throws IOException {
        int at = from;
        int state = NumberShape.START;
        while (at < end && line[at] != '\t') {
            state = NumberShape.next(state, line[at]);
            at++;
        }
        if (NumberShape.complete(state)) {
            out.put(line, from, at);
        } else {
            name(line, from, at);
        }
        return at;
    }

    private void name(byte[] line, int from, int end) throws IOException {
        for (byte[] name : NumberShape.NAMES) {
            if (Arrays.equals(line, from, end, name, 0, name.length)) {
                out.put('"');
                out.put(name);
                out.put('"');
                return;
            }
        }
        throw new Malformed("the value is not a number");
    }

    private int bool(byte[] line, int at, int end) throws IOException {
        switch (at < end ? line[at] : 0) {
            case 't' -> out.put(JsonText.TRUE);
            case 'f' -> out.put(JsonText.FALSE);
            default -> throw new Malformed("the value is neither t nor f");
        }
        return at + 1;
    }

    // The escapes of COPY text are those of JSON but for \v, so a run that is copied reaches over them.
    private int text(byte[] line, int from, int end) throws IOException {
        out.put('"');
        int run = from;
        int at = from;
        while ((at = PlainRun.end(line, at, end)) < end) {
            byte value = line[at];
            if (value == '\t') {
                break;
            } else if (value < 0) {
                at = utf8.characters(line, at, end);
            } else if (value == '\\') {
                byte letter = CopyText.letterAfter(line, at, end);
                byte unescaped = CopyText.unescape(letter);
                if (letter == 'v') {
                    out.put(line, run, at);
                    out.put(JsonText.unicodeEscape(unescaped));
                    run = at + 2;
                }
                at += 2;
            } else {
                out.put(line, run, at);
                if (value == '"') {
                    out.put('\\');
                    out.put('"');
                } else {
                    CopyText.checkRaw(value);
                    out.put(JsonText.unicodeEscape(value));
                }
                run = ++at;
            }
        }
        out.put(line, run, at);
        out.put('"');
        return at;
    }

    // The server prints a jsonb on one line, its strings escaped as JsonText says; COPY text doubles the backslashes.
    private int nested(byte[] line, int from, int end) throws IOException {
        int run = from;
        int at = from;
        while (at < end && line[at] != '\t') {
            byte value = line[at];
            if (value < 0) {
                at = utf8.characters(line, at, end);
            } else if (value == '\\') {
                checkDoubled(line, at, end);
                out.put(line, run, at + 1);
                boolean backslash = at + 2 < end && line[at + 2] == '\\';
                run = backslash ? at + 3 : at + 2;
                at = escapeEnd(line, at + 2, end);
            } else if (value < ' ') {
                throw Malformed.unexpected(value, "in a jsonb");
            } else {
                at++;
            }
        }
        if (at == from) {
            throw new Malformed("the value of a jsonb is empty");
        }
        out.put(line, run, at);
        return at;
    }

    private static void checkDoubled(byte[] line, int at, int end) {
        byte letter = CopyText.letterAfter(line, at, end);
        if (letter != '\\') {
            throw Malformed.unexpected(letter, "after a backslash in a jsonb");
        }
    }

    // Refuses what the decoder would refuse, so that nothing is stored that cannot be restored.
    private static int escapeEnd(byte[] line, int at, int end) {
        if (at == end) {
            throw new Malformed("a jsonb ends inside an escape");
        }
        byte letter = line[at];
        if (letter == '\\') {
            checkDoubled(line, at, end);
            return at + 2;
        }
        if (letter == 'u') {
            return unicodeEnd(line, at + 1, end);
        }
        if (!JsonText.isEscapeLetter(letter)) {
            throw Malformed.unexpected(letter, "after a backslash in a jsonb");
        }
        return at + 1;
    }

    private static int unicodeEnd(byte[] line, int at, int end) {
        if (end - at < 4) {
            throw new Malformed("a jsonb ends inside an escape");
        }
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value = JsonText.unicodeDigit(i, value, line[at + i]);
        }
        return at + 4;
    }
}
