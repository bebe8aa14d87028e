package io.rowkeep.worker.export;

import io.rowkeep.artifact.ArtifactKeys;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Names the parts of one try at a file.
 *
 * @param file its number in the backup
 */
record StoredFileName(int attempt, int file, String random) implements PartNames {

    static StoredFileName of(int attempt, int file) {
        return new StoredFileName(
                attempt,
                file,
                HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
    }

    @Override
    public int shard() {
        return 0;
    }

    @Override
    public String part(int number) {
        return ArtifactKeys.filePart(attempt, file, random, number);
    }
}
