package io.rowkeep.worker.export;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.DecisionCell;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.ManifestText;
import io.rowkeep.artifact.Sha256;
import io.rowkeep.artifact.VoidManifest;
import io.rowkeep.control.BackupRecord;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.worker.attempt.Outcome;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The decision cell of one backup: written once, by whichever attempt comes first. */
final class BackupCell {

    private final ObjectStore store;
    private final ArtifactKeys keys;
    private final BackupReader reader;

    BackupCell(ObjectStore store, ArtifactKeys keys) {
        this.store = store;
        this.keys = keys;
        this.reader = new BackupReader(store);
    }

    /** How the job ended, if that is decided. What lies there may have been put there by anybody: its digest is not remembered. */
    Optional<Outcome> decided() {
        return reader.cell(keys).map(cell -> outcome(cell, null));
    }

    /** Decides the job unless it is decided already; what stands in the cell afterwards holds, whoever wrote it. */
    Outcome decide(DecisionCell wanted) {
        byte[] text = ManifestText.write(wanted);
        if (store.putIfAbsent(keys.manifest(), text)) {
            return outcome(wanted, Sha256.hex(text));
        }
        // Not stored by this call: by an earlier try of it whose answer was lost, or by another attempt.
        return store.get(keys.manifest(), ManifestText.MAX_BYTES)
                .map(stored -> Arrays.equals(stored, text)
                        ? outcome(wanted, Sha256.hex(stored))
                        : outcome(ManifestText.read(keys.manifest(), stored), null))
                .orElseThrow(() -> new BackupException(
                        ErrorCode.STORAGE_UNAVAILABLE,
                        "The object store refused %s as present, and then did not have it".formatted(keys.manifest())));
    }

    private static Outcome outcome(DecisionCell cell, @Nullable String sha256) {
        return switch (cell) {
            case Manifest manifest -> new Outcome.Succeeded(manifest.statistics(), null, record(manifest, sha256));
            case VoidManifest none ->
                none.reason() == null ? new Outcome.Cancelled() : new Outcome.Failed(none.reason());
        };
    }

    /** Only a dump is ever run, so only a system backup has to be known again. */
    private static BackupRecord record(Manifest manifest, @Nullable String sha256) {
        return new BackupRecord(
                manifest.backupId(),
                manifest.jobId(),
                manifest.source(),
                manifest.dataset(),
                manifest.format(),
                manifest.createdAt(),
                manifest.label(),
                manifest.savedFor(),
                manifest.holds(),
                manifest.tables().stream()
                        .map(table -> new BackupRecord.Table(table.name(), table.rows(), table.bytes(), table.parts()))
                        .toList(),
                manifest.statistics(),
                false,
                false,
                null,
                manifest.format() == BackupFormat.SYSTEM ? sha256 : null,
                manifest.parameters());
    }
}
