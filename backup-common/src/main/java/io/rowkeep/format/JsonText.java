package io.rowkeep.format;

import static io.rowkeep.failure.ErrorCode.UNSUPPORTED;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.rowkeep.failure.BackupException;
import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How strings are written in JSON: {@code "}, {@code \} and the control characters are escaped, by a letter where there is one,
 * else by a unicode escape with small hexadecimal digits; everything else is raw UTF-8. It is the form in which PostgreSQL
 * prints the strings of a jsonb, too.
 */
final class JsonText {

    static final byte[] NULL = "null".getBytes(US_ASCII);
    static final byte[] TRUE = "true".getBytes(US_ASCII);
    static final byte[] FALSE = "false".getBytes(US_ASCII);

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(US_ASCII);
    private static final String WITH_LETTER = "\b\f\n\r\t";

    private JsonText() {}

    /** Whether this letter after a backslash stands for one character: quote, backslash, b, f, n, r or t. */
    static boolean isEscapeLetter(byte letter) {
        return switch (letter) {
            case '"', '\\', 'b', 'f', 'n', 'r', 't' -> true;
            default -> false;
        };
    }

    /** The escape of a control character that has no letter. */
    static byte[] unicodeEscape(byte control) {
        return new byte[] {'\\', 'u', '0', '0', DIGITS[control >> 4], DIGITS[control & 0xf]};
    }

    /**
     * Checks one of the four digits of a unicode escape: only control characters without a letter are written so.
     *
     * @param index which digit, 0 to 3
     * @param before the value of the digits before
     * @return the value with this digit
     */
    static int unicodeDigit(int index, int before, byte digit) {
        int value =
                digit >= '0' && digit <= '9' ? digit - '0' : digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : 0x100;
        int sum = before << 4 | value;
        boolean forbidden = index == 3 && (sum == 0 || WITH_LETTER.indexOf(sum) >= 0);
        if (sum > 0x1f || forbidden) {
            throw Malformed.unexpected(digit, "as digit %d of a unicode escape".formatted(index + 1));
        }
        return sum;
    }

    /** The keys of these columns, each as {@code "name":}. No key is the start of another one. */
    static byte[][] keys(List<FormatColumn> columns) {
        Set<String> names = new HashSet<>();
        byte[][] keys = new byte[columns.size()][];
        for (int i = 0; i < keys.length; i++) {
            String name = columns.get(i).name();
            if (!names.add(name)) {
                throw new BackupException(
                        UNSUPPORTED, "A JSON row cannot have two columns named \"%s\"".formatted(name));
            }
            keys[i] = key(name);
        }
        return keys;
    }

    private static byte[] key(String name) {
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        key.write('"');
        for (byte value : name.getBytes(UTF_8)) {
            byte letter = value < 0 ? 0 : value == '"' ? value : CopyText.escapeLetter(value);
            if (value >= 0 && value < ' ' && WITH_LETTER.indexOf(value) < 0) {
                key.writeBytes(unicodeEscape(value));
            } else if (letter != 0) {
                key.write('\\');
                key.write(letter);
            } else {
                key.write(value);
            }
        }
        key.write('"');
        key.write(':');
        return key.toByteArray();
    }
}
