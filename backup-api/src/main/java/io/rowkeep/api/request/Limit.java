package io.rowkeep.api.request;

/**
 * How many items a page of a list has at most.
 *
 * @param value 1 to 500
 */
public record Limit(int value) {

    /**
     * Reads a number.
     *
     * @throws IllegalArgumentException when it is none from 1 to 500
     */
    public static Limit parse(String text) {
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 500) {
            throw new IllegalArgumentException("A limit is a number from 1 to 500, not '%s'".formatted(text));
        }
        return new Limit(Integer.parseInt(text));
    }
}
