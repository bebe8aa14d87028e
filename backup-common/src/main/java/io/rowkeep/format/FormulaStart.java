package io.rowkeep.format;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Tells cells that a spreadsheet program would run as a formula from those that it shows. */
final class FormulaStart {

    /** Some programs read the full-width forms as the plain ones. */
    private static final byte[][] FULL_WIDTH = {
        "\uff1d".getBytes(UTF_8), "\uff0b".getBytes(UTF_8), "\uff0d".getBytes(UTF_8), "\uff20".getBytes(UTF_8)
    };

    private FormulaStart() {}

    /**
     * Whether the cell, as COPY text, starts with {@code =}, {@code +}, {@code -} or {@code @}, in plain or full-width form, or with
     * a tab, a carriage return or a newline. A plain number with a sign does not count: {@code -12.50}, but not {@code -1+1}.
     */
    static boolean is(byte[] text, int from, int to) {
        if (from == to) {
            return false;
        }
        return switch (text[from]) {
            case '=', '@' -> true;
            case '+', '-' -> !isNumber(text, from + 1, to);
            case '\\' -> from + 1 < to && "trn".indexOf(text[from + 1]) >= 0;
            default -> text[from] < 0 && isFullWidth(text, from, to);
        };
    }

    /** Whether digits, with point and exponent, are all that follows the sign. */
    private static boolean isNumber(byte[] text, int afterSign, int to) {
        int state = NumberShape.next(NumberShape.START, (byte) '-');
        for (int at = afterSign; at < to; at++) {
            state = NumberShape.next(state, text[at]);
        }
        return NumberShape.complete(state);
    }

    private static boolean isFullWidth(byte[] text, int from, int to) {
        for (byte[] sign : FULL_WIDTH) {
            boolean starts = to - from >= sign.length
                    && text[from] == sign[0]
                    && text[from + 1] == sign[1]
                    && text[from + 2] == sign[2];
            if (starts) {
                return true;
            }
        }
        return false;
    }
}
