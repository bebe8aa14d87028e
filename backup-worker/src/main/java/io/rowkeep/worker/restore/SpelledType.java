package io.rowkeep.worker.restore;

import org.jspecify.annotations.Nullable;

/**
 * The server's spelling of a type.
 *
 * @param schema where the type lives; null for a type of the server's own
 * @param rest all that comes after the schema, as it is spelled
 */
record SpelledType(@Nullable String schema, String rest) {

    /** Takes a spelling apart: {@code numeric(10,2)}, {@code public.mood[]}, {@code "Od.d".geometry(Point,4326)}. */
    static SpelledType of(String spelling) {
        return spelling.startsWith("\"") ? quoted(spelling) : plain(spelling);
    }

    /** Whether this, spelled in a backup of one schema, is that type in another schema: it may have come along. */
    boolean sameIn(String schemaThen, SpelledType now, String schemaNow) {
        return equals(now) || (schemaThen.equals(schema) && schemaNow.equals(now.schema) && rest.equals(now.rest));
    }

    private static SpelledType plain(String spelling) {
        int end = 0;
        while (end < spelling.length() && isPlain(spelling.charAt(end))) {
            end++;
        }
        return split(spelling, spelling.substring(0, end), end);
    }

    private static SpelledType quoted(String spelling) {
        StringBuilder name = new StringBuilder();
        int at = 1;
        while (at < spelling.length()) {
            if (spelling.charAt(at) != '"') {
                name.append(spelling.charAt(at++));
            } else if (spelling.startsWith("\"\"", at)) {
                name.append('"');
                at += 2;
            } else {
                break;
            }
        }
        return split(spelling, name.toString(), at + 1);
    }

    private static SpelledType split(String spelling, String first, int end) {
        return spelling.startsWith(".", end)
                ? new SpelledType(first, spelling.substring(end + 1))
                : new SpelledType(null, spelling);
    }

    /** What a name may be made of that the server does not quote. */
    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
    }
}
