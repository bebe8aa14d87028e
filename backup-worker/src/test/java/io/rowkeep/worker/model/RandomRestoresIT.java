package io.rowkeep.worker.model;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random tables, rows and options: every restore, and every undo of a merge, leaves what the model says, or is refused when the model
 * says so. A seed that fails is repeated with {@code -Drowkeep.firstSeed=<seed> -Drowkeep.seeds=1}.
 */
class RandomRestoresIT {

    private static final int SEEDS = Integer.getInteger("rowkeep.seeds", 8);
    private static final long FIRST_SEED = Long.getLong("rowkeep.firstSeed", 1);
    private static final int RESTORES = 6;

    static LongStream seeds() {
        return LongStream.range(FIRST_SEED, FIRST_SEED + SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyRestoreIsWhatTheModelSays(long seed) throws Exception {
        Random random = new Random(seed);
        ModelSchema schema = RandomSchema.of(random);
        try (RandomSite site = new RandomSite(schema)) {
            Scenario scenario = new Scenario(schema, site, random);
            for (int round = 0; round < RESTORES; round++) {
                scenario.restore();
            }
        }
    }
}
