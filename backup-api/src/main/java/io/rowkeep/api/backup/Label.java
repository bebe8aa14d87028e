package io.rowkeep.api.backup;

import io.rowkeep.api.problem.InvalidField;
import org.jspecify.annotations.Nullable;

/** The field {@code label} of a request. */
public final class Label {

    private static final int LONGEST = 200;

    private Label() {}

    /**
     * The label, if it is one or null.
     *
     * @throws InvalidField when it is not
     */
    public static @Nullable String checked(@Nullable String label) {
        boolean wrong = label != null
                && (label.length() > LONGEST
                        || label.isBlank()
                        || label.codePoints().anyMatch(Label::isNoCharacter));
        if (wrong) {
            throw new InvalidField(
                    "label",
                    "The field 'label' is wrong: a label has 1 to %d characters and no control character"
                            .formatted(LONGEST));
        }
        return label;
    }

    // Half of a surrogate pair is no character, and no database could store it.
    private static boolean isNoCharacter(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
