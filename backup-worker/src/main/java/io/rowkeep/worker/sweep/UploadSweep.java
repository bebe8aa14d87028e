package io.rowkeep.worker.sweep;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.control.BackupTraces;
import io.rowkeep.storage.StoredObject;
import io.rowkeep.worker.prune.Deletions;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Deletes uploaded files that no job came of, or whose job has ended and could not delete its own. For one thread. */
final class UploadSweep {

    private static final Pattern PIECE = Pattern.compile(
            "[^/]+/_jobs/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/upload/[0-9]{6,9}");

    private final BackupTraces traces;
    private final Deletions deletions;
    private final SweepCounts counts;
    private final Instant limit;

    /** @param limit what was stored since may be of an upload that goes on */
    UploadSweep(BackupTraces traces, Deletions deletions, SweepCounts counts, Instant limit) {
        this.traces = traces;
        this.deletions = deletions;
        this.counts = counts;
        this.limit = limit;
    }

    /** Decides about a piece of an upload; false for any other object. */
    boolean sweep(StoredObject object) {
        Matcher piece = PIECE.matcher(object.key());
        if (!piece.matches()) {
            return false;
        }
        if (object.modifiedAt().isBefore(limit)
                && !traces.of(BackupId.parse(piece.group(1))).active()) {
            deletions.delete(object);
            counts.leftovers++;
        } else {
            counts.waiting++;
        }
        return true;
    }
}
