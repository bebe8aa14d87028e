package io.rowkeep.worker.export;

import io.rowkeep.artifact.ArtifactKeys;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Names the parts of a dump. */
record DumpName(int attempt, String random) implements PartNames {

    static DumpName of(int attempt) {
        return new DumpName(
                attempt, HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
    }

    @Override
    public int shard() {
        return 0;
    }

    @Override
    public String part(int number) {
        return ArtifactKeys.dumpPart(attempt, random, number);
    }
}
