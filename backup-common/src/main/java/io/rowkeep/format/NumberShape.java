package io.rowkeep.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;

/** The grammar of a JSON number, byte by byte; the digits are never parsed. */
final class NumberShape {

    /** What the server prints for numbers that JSON does not have; strings in JSON. */
    static final List<byte[]> NAMES =
            List.of("NaN".getBytes(US_ASCII), "Infinity".getBytes(US_ASCII), "-Infinity".getBytes(US_ASCII));

    static final int START = 0;
    /** The byte cannot stand here. */
    static final int WRONG = 9;

    private static final int MINUS = 1;
    private static final int POINT = 2;
    private static final int EXPONENT = 3;
    private static final int EXPONENT_SIGN = 4;
    private static final int ZERO = 5;
    private static final int WHOLE = 6;
    private static final int FRACTION = 7;
    private static final int EXPONENT_DIGITS = 8;

    private NumberShape() {}

    /** Whether a number may end in this state. */
    static boolean complete(int state) {
        return state >= ZERO && state <= EXPONENT_DIGITS;
    }

    /** The state after this byte. */
    static int next(int state, byte value) {
        boolean digit = value >= '0' && value <= '9';
        return switch (state) {
            case START -> digit ? first(value) : value == '-' ? MINUS : WRONG;
            case MINUS -> digit ? first(value) : WRONG;
            case WHOLE -> digit ? WHOLE : pointOrExponent(value);
            case ZERO -> pointOrExponent(value);
            case POINT -> digit ? FRACTION : WRONG;
            case FRACTION -> digit ? FRACTION : exponent(value);
            case EXPONENT -> digit ? EXPONENT_DIGITS : value == '+' || value == '-' ? EXPONENT_SIGN : WRONG;
            case EXPONENT_SIGN, EXPONENT_DIGITS -> digit ? EXPONENT_DIGITS : WRONG;
            default -> WRONG;
        };
    }

    private static int first(byte digit) {
        return digit == '0' ? ZERO : WHOLE;
    }

    private static int pointOrExponent(byte value) {
        return value == '.' ? POINT : exponent(value);
    }

    private static int exponent(byte value) {
        return value == 'e' || value == 'E' ? EXPONENT : WRONG;
    }
}
