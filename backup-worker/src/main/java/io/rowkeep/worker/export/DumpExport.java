package io.rowkeep.worker.export;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.DumpEntry;
import io.rowkeep.artifact.PartList;
import io.rowkeep.artifact.Sha256;
import io.rowkeep.worker.source.SystemDump;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Stores the stream of a dump. For one attempt and one thread. */
final class DumpExport {

    private static final int CHUNK = 64 << 10;
    private static final int COMPRESSION_LEVEL = 1;

    private final int attempt;
    private final Uploads uploads;
    private final SystemProgress progress;

    DumpExport(int attempt, Uploads uploads, SystemProgress progress) {
        this.attempt = attempt;
        this.uploads = uploads;
        this.progress = progress;
    }

    /** Reads it to its end; its parts and their list are on their way when this returns. */
    DumpEntry store(SystemDump dump) {
        byte[] chunk = new byte[CHUNK];
        try (PartListWriter list = new PartListWriter();
                PartWriter parts = new PartWriter(DumpName.of(attempt), uploads, COMPRESSION_LEVEL, list)) {
            for (int count = dump.read(chunk); count >= 0; count = dump.read(chunk)) {
                parts.write(chunk, 0, count);
                parts.mayCut();
                progress.add(count);
            }
            parts.finish();
            progress.step();
            PartList stored = storeList(list);
            return new DumpEntry(
                    dump.origin().database(), dump.tool(), list.bytes(), list.storedBytes(), list.parts(), stored);
        } catch (IOException e) {
            throw new UncheckedIOException("The dump cannot be compressed", e);
        }
    }

    private PartList storeList(PartListWriter list) throws IOException {
        String key = ArtifactKeys.dumpPartList(attempt);
        byte[] content = list.finish();
        uploads.send(key, content);
        return new PartList(key, content.length, Sha256.hex(content));
    }
}
