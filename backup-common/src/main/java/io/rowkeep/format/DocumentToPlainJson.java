package io.rowkeep.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * Prints lines of Extended JSON as an application would print the documents: an ObjectId as its hexadecimal digits, a date as
 * ISO 8601, numbers as numbers, Decimal128 and what is no finite number as strings, binary data as Base64. What JSON has no word for
 * stays Extended JSON. Types are lost, so that nothing reads this back without being told them.
 */
final class DocumentToPlainJson implements RowEncoder {

    private static final byte[] VALUE = "{\"$".getBytes(US_ASCII);

    /** Years as JavaScript writes them: of more than four digits with a sign and at least six. */
    private static final DateTimeFormatter NEAR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT);

    private static final DateTimeFormatter FAR = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 6, 10, SignStyle.ALWAYS)
            .appendPattern("-MM-dd'T'HH:mm:ss.SSS'Z'")
            .toFormatter(Locale.ROOT);

    private final JsonObjectCheck check = new JsonObjectCheck();
    private final OutputBuffer out = new OutputBuffer();

    @Override
    public void encode(byte[] line, int offset, int length, ByteSink sink) throws IOException {
        int end = CopyText.endOf(line, offset, length);
        try {
            check.check(line, offset, end);
            check.check(new byte[] {'\n'}, 0, 1);
            out.begin(sink);
            print(line, offset, end);
            out.put('\n');
            out.flush();
        } catch (Malformed e) {
            throw new BackupException(
                    ErrorCode.UNSUPPORTED,
                    "Line %d of Extended JSON cannot be printed: %s".formatted(check.lines(), e.getMessage()),
                    e);
        }
    }

    /** Copies what is plain already and translates values on the way. The line is known to be JSON. */
    private void print(byte[] line, int from, int end) throws IOException {
        int plain = from;
        int at = from;
        while (at < end) {
            if (line[at] == '"') {
                at = afterString(line, at);
            } else if (startsWith(line, at, end, VALUE)) {
                int next = value(line, at, plain);
                plain = next == at ? plain : next;
                at = next == at ? at + 1 : next;
            } else {
                at++;
            }
        }
        out.put(line, plain, end);
    }

    /**
     * Prints the value that begins here.
     *
     * @param plain from where nothing was copied yet
     * @return the index behind it; {@code at} when it has no plain form
     */
    private int value(byte[] line, int at, int plain) throws IOException {
        int nameEnd = afterString(line, at + 1);
        String type = new String(line, at + 2, nameEnd - at - 3, US_ASCII);
        int content = nameEnd + 1;
        if (type.equals("$literal")) {
            return literal(line, at, content, plain);
        }
        if (type.equals("$binary")) {
            // {"$binary":{"base64":"…","subType":"00"}}
            int base64 = afterString(line, content + 1) + 1;
            int base64End = afterString(line, base64);
            out.put(line, plain, at);
            out.put(line, base64, base64End);
            return afterString(line, afterString(line, base64End + 1) + 1) + 2;
        }
        boolean date = type.equals("$date");
        if (date) {
            // {"$date":{"$numberLong":"…"}}
            content = afterString(line, content + 1) + 1;
        }
        if (line[content] != '"' || !hasPlainForm(type)) {
            return at;
        }
        int contentEnd = afterString(line, content);
        out.put(line, plain, at);
        scalar(type, new String(line, content + 1, contentEnd - content - 2, US_ASCII));
        return contentEnd + (date ? 2 : 1);
    }

    /** A document whose own first field is called like a type stands in one of ours, which goes. */
    private int literal(byte[] line, int at, int content, int plain) throws IOException {
        int end = afterObject(line, content);
        out.put(line, plain, at);
        out.put('{');
        // Its first name is copied, so that it is not taken for a type.
        int name = afterString(line, content + 1);
        out.put(line, content + 1, name);
        print(line, name, end);
        return end + 1;
    }

    private static boolean hasPlainForm(String type) {
        return switch (type) {
            case "$oid", "$date", "$numberInt", "$numberLong", "$numberDouble", "$numberDecimal" -> true;
            default -> false;
        };
    }

    private void scalar(String type, String text) throws IOException {
        boolean bare = switch (type) {
            case "$numberInt", "$numberLong" -> true;
            case "$numberDouble" -> !text.equals("NaN") && !text.endsWith("Infinity");
            default -> false;
        };
        String printed = type.equals("$date") ? date(Long.parseLong(text)) : text;
        out.put((bare ? printed : '"' + printed + '"').getBytes(US_ASCII));
    }

    private static String date(long milliseconds) {
        var time = Instant.ofEpochMilli(milliseconds).atOffset(ZoneOffset.UTC);
        boolean near = time.getYear() >= 0 && time.getYear() <= 9999;
        return (near ? NEAR : FAR).format(time);
    }

    private static int afterString(byte[] line, int quote) {
        int at = quote + 1;
        while (line[at] != '"') {
            at += line[at] == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private static int afterObject(byte[] line, int brace) {
        int depth = 0;
        int at = brace;
        do {
            switch (line[at]) {
                case '"' -> at = afterString(line, at) - 1;
                case '{' -> depth++;
                case '}' -> depth--;
                default -> {}
            }
            at++;
        } while (depth > 0);
        return at;
    }

    private static boolean startsWith(byte[] line, int at, int end, byte[] start) {
        if (end - at < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if (line[at + i] != start[i]) {
                return false;
            }
        }
        return true;
    }
}
