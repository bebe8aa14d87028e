package io.rowkeep.worker.change;

import io.rowkeep.artifact.BackupContent;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.control.BackupRecord;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.export.SafetyBackups;
import io.rowkeep.worker.export.SavedImages;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.TargetChange;
import org.jspecify.annotations.Nullable;

/** Saves what one change needs to be undone: whole tables before it, or images of what it changed when that is known. Used once. */
final class Saving {

    private final SafetyBackups safety;
    private final @Nullable BackupId id;
    private final Source source;
    private final Attempt attempt;
    private final TargetChange change;
    private @Nullable BackupRecord record;
    private @Nullable String undoDigest;

    /** @param id of what is saved; null when nothing is to be */
    Saving(SafetyBackups safety, @Nullable BackupId id, Source source, Attempt attempt, TargetChange change) {
        this.safety = safety;
        this.id = id;
        this.source = source;
        this.attempt = attempt;
        this.change = change;
    }

    /** Call before the first change. Tables are read on other connections, while this one only holds the locks. */
    void before(JudgedWork judged) {
        if (id != null) {
            switch (judged.saves()) {
                case ROWS -> record = safety.save(id, source, judged.changed(), attempt, alive());
                case BEFORE_IMAGES -> change.remember();
                case QUERY_RESULT -> throw new IllegalStateException("A change saves no query");
            }
        }
    }

    /** Call after the last change. Nobody but the change itself sees what it did, so images are read on its own connection. */
    void after(JudgedWork judged) {
        if (id != null && judged.saves() == BackupContent.BEFORE_IMAGES) {
            SavedImages saved = safety.saveImages(id, change, judged.changed(), attempt, alive());
            record = saved.record();
            undoDigest = saved.digest();
        }
    }

    /** The entry in the catalogue; null when nothing was saved. */
    @Nullable
    BackupRecord record() {
        return record;
    }

    /** What the ledger says of the images; null when there are none. */
    @Nullable
    String undoDigest() {
        return undoDigest;
    }

    private Runnable alive() {
        return new Pulse(change::keepAlive, System::nanoTime);
    }
}
