package io.rowkeep.api.undo;

import org.jspecify.annotations.Nullable;

/**
 * The body of a request for an undo, which may be left out.
 *
 * @param force whether rows that came after the undone job go as well, and rows that were changed after a merge are put back
 *     nevertheless; when it is left out, the former stay and the latter keep the undo from happening
 * @param safetyBackup whether the tables are saved first, as they are when it is left out
 */
record UndoRequest(@Nullable Boolean force, @Nullable Boolean safetyBackup) {

    /** What an empty body means. */
    static final UndoRequest PLAIN = new UndoRequest(null, null);
}
