package io.rowkeep.worker.source.postgres;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds where the pieces of a statement end, as the server reads them with {@code standard_conforming_strings}: literals, quoted names
 * and comments are one piece each, whatever stands in them.
 */
record SqlPieces(String sql) {

    private static final Pattern DOLLAR_QUOTE =
            Pattern.compile("\\$(?:[A-Za-z_\\x80-\\x{10FFFF}][A-Za-z0-9_\\x80-\\x{10FFFF}]*)?\\$");

    /** A literal goes on where its closing quote and another quote have nothing but a line end, spaces and comments between them. */
    private static final Pattern CONTINUATION = Pattern.compile(
            "(?:[ \\t\\f\\x0B]|--[^\\r\\n]*)*+[\\r\\n](?:[ \\t\\r\\n\\f\\x0B]|--[^\\r\\n]*[\\r\\n])*+'");

    /**
     * Where the piece ends that begins at a place where the one before has ended.
     *
     * @throws IllegalArgumentException when it has no end
     */
    int end(int at) {
        char c = sql.charAt(at);
        return switch (c) {
            case '\'', '"' -> quoted(at, false);
            case '$' -> dollarQuoted(at);
            case '-' -> isAt(at, "--") ? lineEnd(at) : at + 1;
            case '/' -> isAt(at, "/*") ? commentEnd(at) : at + 1;
            case ':' -> isAt(at, "::") || isAt(at, ":=") ? at + 2 : at + 1;
            default -> beginsWord(at) ? word(at) : at + 1;
        };
    }

    /** Whether a name or keyword can begin there. */
    boolean beginsWord(int at) {
        if (at >= sql.length()) {
            return false;
        }
        char c = sql.charAt(at);
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    /** Where the name or keyword ends that begins there. */
    int wordEnd(int at) {
        int end = at;
        while (beginsWord(end) || isDigitOrDollar(end)) {
            end++;
        }
        return end;
    }

    /** Whether a comment begins there. */
    boolean beginsComment(int at) {
        return isAt(at, "--") || isAt(at, "/*");
    }

    private boolean isDigitOrDollar(int at) {
        return at < sql.length() && (sql.charAt(at) == '$' || (sql.charAt(at) >= '0' && sql.charAt(at) <= '9'));
    }

    private boolean isAt(int at, String text) {
        return sql.startsWith(text, at);
    }

    private int word(int at) {
        int end = wordEnd(at);
        boolean escapes = end == at + 1 && (sql.charAt(at) == 'e' || sql.charAt(at) == 'E') && isAt(end, "'");
        return escapes ? continued(quoted(end, true)) : end;
    }

    /** @param escapes whether a backslash takes the meaning of the character behind it */
    private int quoted(int from, boolean escapes) {
        char quote = sql.charAt(from);
        for (int at = from + 1; at < sql.length(); at++) {
            char c = sql.charAt(at);
            if (c == '\\' && escapes) {
                at++;
            } else if (c == quote && at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
                at++;
            } else if (c == quote) {
                return at + 1;
            }
        }
        throw endless(quote == '"' ? "name in double quotes" : "text in quotes", from);
    }

    /** Where a literal with escapes goes on in another line, it goes on with them. */
    private int continued(int end) {
        Matcher more = CONTINUATION.matcher(sql).region(end, sql.length());
        return more.lookingAt() ? continued(quoted(more.end() - 1, true)) : end;
    }

    private int dollarQuoted(int from) {
        Matcher opening = DOLLAR_QUOTE.matcher(sql).region(from, sql.length());
        if (!opening.lookingAt()) {
            return from + 1;
        }
        int close = sql.indexOf(opening.group(), opening.end());
        if (close < 0) {
            throw endless("text between " + opening.group(), from);
        }
        return close + opening.group().length();
    }

    private int lineEnd(int from) {
        int at = from;
        while (at < sql.length() && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    private int commentEnd(int from) {
        int depth = 0;
        int at = from;
        do {
            if (at >= sql.length()) {
                throw endless("comment", from);
            }
            int change = isAt(at, "/*") ? 1 : isAt(at, "*/") ? -1 : 0;
            depth += change;
            at += change == 0 ? 1 : 2;
        } while (depth > 0);
        return at;
    }

    private IllegalArgumentException endless(String what, int from) {
        long line = sql.substring(0, from).lines().count();
        return new IllegalArgumentException(
                "The sql has a %s that begins in line %d and does not end".formatted(what, Math.max(1, line)));
    }
}
