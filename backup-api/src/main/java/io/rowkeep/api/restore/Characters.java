package io.rowkeep.api.restore;

/** What text can be sent to a database. */
final class Characters {

    private Characters() {}

    /**
     * Refuses the null character and half of a surrogate pair, which is no character.
     *
     * @throws IllegalArgumentException for them
     */
    static void require(String text) {
        if (text.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE)) {
            throw new IllegalArgumentException(
                    "it holds the null character or half a character, which no database can");
        }
    }
}
