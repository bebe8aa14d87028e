package io.rowkeep.artifact;

import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.format.ByteSink;
import io.rowkeep.storage.ObjectStore;
import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/**
 * Reads backups from the bucket and believes nothing: a byte is handed out only after the checksum of the object that it stands in
 * was found right. Thread-safe; holds one part in memory per call.
 */
public final class BackupReader {

    private final ObjectStore store;

    public BackupReader(ObjectStore store) {
        this.store = store;
    }

    /**
     * What was decided about a backup; empty while nothing is.
     *
     * @throws BackupException with {@code ARTIFACT_DAMAGED} or {@code FORMAT_UNSUPPORTED}
     */
    public Optional<DecisionCell> cell(ArtifactKeys keys) {
        return store.get(keys.manifest(), ManifestText.MAX_BYTES)
                .map(bytes -> ManifestText.read(keys.manifest(), bytes));
    }

    /**
     * The manifest of a backup.
     *
     * @throws BackupException with {@code ARTIFACT_MISSING} when there is none or the backup was declared void,
     *     {@code ARTIFACT_DAMAGED} when it is not what was written or belongs to another backup, {@code FORMAT_UNSUPPORTED}
     */
    public Manifest manifest(SourceName source, DatasetName dataset, BackupId id) {
        ArtifactKeys keys = ArtifactKeys.of(source, dataset, id);
        return manifest(keys, stored(keys), source, dataset, id);
    }

    /**
     * The same of one of which something else remembers the digest.
     *
     * @param sha256 of the manifest as it was stored, in hexadecimal
     * @throws BackupException also with {@code ARTIFACT_DAMAGED} when another one is stored
     */
    public Manifest manifest(SourceName source, DatasetName dataset, BackupId id, String sha256) {
        ArtifactKeys keys = ArtifactKeys.of(source, dataset, id);
        byte[] stored = stored(keys);
        if (!Sha256.hex(stored).equals(sha256)) {
            throw ArtifactFailure.damaged("The manifest", keys.manifest(), "its SHA-256 is not " + sha256);
        }
        return manifest(keys, stored, source, dataset, id);
    }

    /**
     * Hands over all bytes of a table: the parts of each shard in order, shard after shard. The whole part list is checked before
     * the first part is read, each part before its first byte is handed over.
     *
     * @param keys of the backup that the entry stands in the manifest of
     * @throws BackupException with {@code ARTIFACT_MISSING} or {@code ARTIFACT_DAMAGED}; bytes may have been handed over by then
     * @throws IOException only from the consumer
     */
    public void readTable(ArtifactKeys keys, TableEntry table, PartConsumer consumer) throws IOException {
        readListed(keys, table.partList(), PartTotals.of(table), consumer);
    }

    /** The same with the stream of a dump. */
    public void readDump(ArtifactKeys keys, DumpEntry dump, PartConsumer consumer) throws IOException {
        readListed(keys, dump.partList(), PartTotals.of(dump), consumer);
    }

    /** The same with a file, whose parts stand in the manifest. */
    public void readFile(ArtifactKeys keys, FileEntry file, PartConsumer consumer) throws IOException {
        PartSequence sequence = new PartSequence(file.path());
        file.parts().forEach(sequence::add);
        sequence.requireComplete(PartTotals.of(file));
        PartObject object = new PartObject(store, keys);
        for (Part part : file.parts()) {
            object.read(part, consumer);
        }
    }

    private void readListed(ArtifactKeys keys, PartList parts, PartTotals expected, PartConsumer consumer)
            throws IOException {
        try (CheckedPartList list = CheckedPartList.fetch(store, keys, parts, expected)) {
            PartObject object = new PartObject(store, keys);
            for (Iterator<Part> all = list.parts(); all.hasNext(); ) {
                object.read(all.next(), consumer);
            }
        }
    }

    /**
     * Hands over all rows of a table as lines of its line format, in pieces cut anywhere. Rows are counted against every part's
     * record and so against the manifest.
     *
     * @param manifest that the entry stands in
     * @throws BackupException as {@link #readTable}, and {@code ROW_COUNT_MISMATCH}; lines may have been handed over by then
     * @throws IOException only from the sink
     */
    public void readRows(Manifest manifest, TableEntry table, ByteSink lines) throws IOException {
        ArtifactKeys keys = ArtifactKeys.of(manifest.source(), manifest.dataset(), manifest.backupId());
        DecodedTable decoded = new DecodedTable(manifest.format(), table, lines);
        readTable(keys, table, decoded);
        decoded.finish();
    }

    private byte[] stored(ArtifactKeys keys) {
        return store.get(keys.manifest(), ManifestText.MAX_BYTES)
                .orElseThrow(() -> ArtifactFailure.missing("The manifest", keys.manifest()));
    }

    private static Manifest manifest(
            ArtifactKeys keys, byte[] stored, SourceName source, DatasetName dataset, BackupId id) {
        return switch (ManifestText.read(keys.manifest(), stored)) {
            case VoidManifest none ->
                throw ArtifactFailure.missing(
                        "The backup was given up (%s) and"
                                .formatted(
                                        none.reason() == null
                                                ? "cancelled"
                                                : none.reason().message()),
                        keys.manifest());
            case Manifest manifest -> {
                requireItsOwn(keys, manifest, source, dataset, id);
                yield manifest;
            }
        };
    }

    private static void requireItsOwn(
            ArtifactKeys keys, Manifest manifest, SourceName source, DatasetName dataset, BackupId id) {
        boolean own = manifest.backupId().equals(id)
                && manifest.source().equals(source)
                && manifest.dataset().equals(dataset);
        if (!own) {
            throw ArtifactFailure.damaged(
                    "The manifest",
                    keys.manifest(),
                    "it belongs to backup %s of %s/%s"
                            .formatted(manifest.backupId(), manifest.source(), manifest.dataset()));
        }
        Set<TableName> seen = new HashSet<>();
        for (TableEntry table : manifest.tables()) {
            if (!seen.add(table.name())) {
                throw ArtifactFailure.damaged(
                        "The manifest", keys.manifest(), "it lists the table %s twice".formatted(table.name()));
            }
        }
    }
}
