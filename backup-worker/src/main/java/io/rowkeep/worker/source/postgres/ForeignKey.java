package io.rowkeep.worker.source.postgres;

import io.rowkeep.worker.source.TableReference;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A foreign key to a table that is changed.
 *
 * @param reference the two tables; the second one is changed
 * @param outside whether some rows of the first one belong to no table of the change
 * @param fromSql the first table as it stands in a query over all its rows
 * @param columns the referring columns, in the same order as what they refer to
 * @param operators how values of the second table compare with values of the first
 */
record ForeignKey(
        TableReference reference,
        boolean outside,
        String fromSql,
        List<String> columns,
        List<String> referred,
        List<String> operators,
        Action onDelete,
        Action onUpdate) {

    /** Whether the server itself may change rows of the first table. */
    boolean acts() {
        return onDelete.changesRows() || onUpdate.changesRows();
    }

    /** Whether only the final state matters to it. */
    boolean onlyChecks() {
        return onDelete == Action.NO_ACTION && onUpdate == Action.NO_ACTION;
    }

    /**
     * Whether one row refers to another, as a condition.
     *
     * @param referring the alias of a row of the first table
     * @param referredTo the alias of a row of the second one
     */
    String refers(String referring, String referredTo) {
        return IntStream.range(0, columns.size())
                .mapToObj(at -> "%s.%s %s %s.%s"
                        .formatted(
                                referredTo,
                                Quoted.name(referred.get(at)),
                                operators.get(at),
                                referring,
                                Quoted.name(columns.get(at))))
                .collect(Collectors.joining(" and "));
    }

    /** What becomes of a row when what it refers to goes or changes. */
    enum Action {
        NO_ACTION("a", "would refer to nothing"),
        RESTRICT("r", "forbid the change"),
        CASCADE("c", "would be deleted or changed along"),
        SET_NULL("n", "would lose their reference"),
        SET_DEFAULT("d", "would have their reference set to its default");

        private final String letter;
        private final String consequence;

        Action(String letter, String consequence) {
            this.letter = letter;
            this.consequence = consequence;
        }

        static Action of(String letter) {
            for (Action action : values()) {
                if (action.letter.equals(letter)) {
                    return action;
                }
            }
            throw new IllegalArgumentException("No action has the letter " + letter);
        }

        boolean changesRows() {
            return this != NO_ACTION && this != RESTRICT;
        }

        /** For a person. */
        String consequence() {
            return consequence;
        }
    }
}
