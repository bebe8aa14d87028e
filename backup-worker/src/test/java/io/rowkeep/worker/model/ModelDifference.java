package io.rowkeep.worker.model;

import io.rowkeep.job.DifferenceKind;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row that two sides do not hold alike.
 *
 * @param current the table's; null when it has none
 * @param other what stands beside the table: the backup's row, or a before-image; null when there is none
 * @param result what is there afterwards; null for no row
 * @param undecided whether somebody has to decide first
 */
record ModelDifference(
        List<String> key,
        DifferenceKind kind,
        @Nullable ModelRow current,
        @Nullable ModelRow other,
        @Nullable ModelRow result,
        boolean undecided) {

    /** Whether anything is written. */
    boolean applied() {
        return !Objects.equals(current, result);
    }
}
