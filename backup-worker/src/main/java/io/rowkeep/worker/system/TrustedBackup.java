package io.rowkeep.worker.system;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.DumpEntry;
import io.rowkeep.artifact.FileEntry;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.NotRestorable;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.RestoreSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A system backup whose manifest is the one that this installation stored. Its dump is SQL that runs with the rights of the worker's
 * role, so nothing that could have been put into the bucket by anybody else is ever run.
 */
record TrustedBackup(ArtifactKeys keys, DumpEntry dump, List<FileEntry> files) {

    /**
     * Reads the manifest.
     *
     * @throws BackupException with {@code DUMP_UNTRUSTED}, and what {@link BackupReader#manifest} throws
     */
    static TrustedBackup read(BackupReader reader, OwnBackups own, RestoreSpec spec) {
        String stored = own.manifestSha256(spec.backupId())
                .orElseThrow(
                        () -> untrusted(
                                spec,
                                "this installation does not remember to have stored its manifest, so nobody knows whose it is"));
        Manifest manifest;
        try {
            manifest = reader.manifest(spec.from(), spec.dataset(), spec.backupId(), stored);
        } catch (BackupException e) {
            if (e.code() == ErrorCode.ARTIFACT_DAMAGED) {
                throw untrusted(spec, "its manifest is not the one that was stored", e);
            }
            throw e;
        }
        if (manifest.format() != BackupFormat.SYSTEM) {
            throw NotRestorable.asSystem(spec.backupId());
        }
        return of(manifest, spec);
    }

    private static TrustedBackup of(Manifest manifest, RestoreSpec spec) {
        List<DumpEntry> dumps = manifest.entries().stream()
                .filter(DumpEntry.class::isInstance)
                .map(DumpEntry.class::cast)
                .toList();
        List<FileEntry> files = manifest.entries().stream()
                .filter(FileEntry.class::isInstance)
                .map(FileEntry.class::cast)
                .toList();
        Set<String> paths = new HashSet<>();
        boolean whole = dumps.size() == 1
                && dumps.size() + files.size() == manifest.entries().size()
                && files.stream().allMatch(file -> paths.add(file.path()));
        if (!whole) {
            throw untrusted(spec, "its manifest does not list one dump and each file once");
        }
        return new TrustedBackup(
                ArtifactKeys.of(manifest.source(), manifest.dataset(), manifest.backupId()), dumps.getFirst(), files);
    }

    /** Bytes of all parts, as they are stored. */
    long storedBytes() {
        return dump.storedBytes()
                + files.stream().mapToLong(FileEntry::storedBytes).sum();
    }

    /** Bytes of the files before compression. */
    long fileBytes() {
        return files.stream().mapToLong(FileEntry::bytes).sum();
    }

    /** Part objects of dump and files. */
    long parts() {
        return dump.parts()
                + files.stream().mapToLong(file -> file.parts().size()).sum();
    }

    private static BackupException untrusted(RestoreSpec spec, String why) {
        return new BackupException(
                ErrorCode.DUMP_UNTRUSTED, "The dump of backup %s is not run: %s".formatted(spec.backupId(), why));
    }

    private static BackupException untrusted(RestoreSpec spec, String why, BackupException cause) {
        return new BackupException(
                ErrorCode.DUMP_UNTRUSTED,
                "The dump of backup %s is not run: %s".formatted(spec.backupId(), why),
                cause);
    }
}
