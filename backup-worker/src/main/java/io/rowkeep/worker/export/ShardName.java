package io.rowkeep.worker.export;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.BackupFormat;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Names the parts of one try at a shard.
 *
 * @param random different for every try, so that a repeated one never overwrites a committed part
 */
record ShardName(int attempt, TableName table, int shard, String random, BackupFormat format) implements PartNames {

    /** A new try. */
    static ShardName of(int attempt, TableName table, int shard, BackupFormat format) {
        String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        return new ShardName(attempt, table, shard, random, format);
    }

    @Override
    public String part(int number) {
        return ArtifactKeys.part(attempt, table, shard, random, number, format);
    }
}
