package io.rowkeep.worker.source.postgres;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The one statement of a query, with places for its parameters: {@code :name} outside literals, quoted names and comments.
 *
 * @param pieces what stands between the places, one more than there are places
 * @param places the name of the parameter at each
 */
record QueryText(List<String> pieces, List<String> places) {

    QueryText {
        pieces = List.copyOf(pieces);
        places = List.copyOf(places);
    }

    /**
     * Finds the places.
     *
     * @throws IllegalArgumentException in a sentence, when it is more than one statement or something in it does not end
     */
    static QueryText parse(String sql) {
        SqlPieces found = new SqlPieces(sql);
        List<String> pieces = new ArrayList<>();
        List<String> places = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        boolean ended = false;
        int at = 0;
        while (at < sql.length()) {
            int end = found.end(at);
            boolean blank = Character.isWhitespace(sql.charAt(at)) || found.beginsComment(at);
            if (ended && !blank) {
                throw new IllegalArgumentException("The sql is more than one statement: a ; may stand at its end only");
            }
            if (sql.charAt(at) == ';') {
                ended = true;
            } else if (sql.charAt(at) == ':' && end == at + 1 && found.beginsWord(end)) {
                end = found.wordEnd(end);
                places.add(sql.substring(at + 1, end));
                pieces.add(piece.toString());
                piece.setLength(0);
            } else {
                piece.append(sql, at, end);
            }
            at = end;
        }
        pieces.add(piece.toString());
        return new QueryText(pieces, places);
    }

    /** The parameters that it uses. */
    SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(places));
    }

    /** The statement with an expression in each place. */
    String with(UnaryOperator<String> expression) {
        StringBuilder sql = new StringBuilder(pieces.getFirst());
        for (int place = 0; place < places.size(); place++) {
            sql.append(expression.apply(places.get(place))).append(pieces.get(place + 1));
        }
        return sql.toString();
    }
}
