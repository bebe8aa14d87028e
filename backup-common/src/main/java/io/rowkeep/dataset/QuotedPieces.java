package io.rowkeep.dataset;

import java.util.ArrayList;
import java.util.List;

/** The text form of table names: pieces between dots, quoted where they would be ambiguous. */
final class QuotedPieces {

    /** The schema of names that have none. */
    static final String USUAL_SCHEMA = "public";

    private QuotedPieces() {}

    static TableName tableName(String text) {
        List<String> pieces = split(text);
        return switch (pieces.size()) {
            case 1 -> new TableName(USUAL_SCHEMA, pieces.get(0));
            case 2 -> new TableName(pieces.get(0), pieces.get(1));
            default ->
                throw new IllegalArgumentException(
                        "A table is written schema.name, with double quotes around a piece that holds a dot, not '%s'"
                                .formatted(text));
        };
    }

    static String quote(String piece) {
        boolean plain = !piece.isEmpty() && piece.indexOf('.') < 0 && piece.indexOf('"') < 0 && piece.indexOf('*') < 0;
        return plain ? piece : '"' + piece.replace("\"", "\"\"") + '"';
    }

    /** Splits at the dots outside quotes and takes the quotes off. */
    static List<String> split(String text) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                at = quoted(text, at + 1, piece);
            } else if (c == '.') {
                pieces.add(piece.toString());
                piece.setLength(0);
                at++;
            } else {
                piece.append(c);
                at++;
            }
        }
        pieces.add(piece.toString());
        if (pieces.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException(
                    "A table is written schema.name and no piece is empty, not '%s'".formatted(text));
        }
        return pieces;
    }

    private static int quoted(String text, int from, StringBuilder piece) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean doubled = c == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"';
            if (c == '"' && !doubled) {
                return at + 1;
            }
            piece.append(c);
            at += doubled ? 2 : 1;
        }
        throw new IllegalArgumentException("The closing double quote is missing in '%s'".formatted(text));
    }
}
