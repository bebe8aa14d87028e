package io.rowkeep.worker.sweep;

import io.rowkeep.worker.settings.SweepTimes;
import java.time.Instant;

/**
 * How old has to be what a sweep deletes.
 *
 * @param leftovers what was written since is not touched, nor anything beside it
 * @param differences of lists of differences: those that were written since are kept
 */
record SweepLimits(Instant leftovers, Instant differences) {

    /** The limits of a sweep that begins at that moment. */
    static SweepLimits at(Instant now, SweepTimes times) {
        return new SweepLimits(now.minus(times.after()), now.minus(times.differences()));
    }
}
