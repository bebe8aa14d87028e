package io.rowkeep.worker.source.mongo;

import static io.rowkeep.worker.source.mongo.MongoBench.COLUMNS;
import static io.rowkeep.worker.source.mongo.MongoBench.USERS;
import static io.rowkeep.worker.source.mongo.MongoBench.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.job.JobId;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random documents with a unique value that moves among them: whatever write a change dies at, it ends as a map of Java would. */
class RandomMergesIT {

    private static final int IDS = 12;
    private static final int ROUNDS = 6;

    private final MongoBench bench = new MongoBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aChangeThatDiesAnywhereEndsAsTheModelSays(long seed) {
        Random random = new Random(seed);
        bench.collection("users")
                .createIndex(BsonDocument.parse("{u: 1}"), new com.mongodb.client.model.IndexOptions().unique(true));
        for (int round = 0; round < ROUNDS; round++) {
            Map<Integer, String> wanted = documents(random);
            JobId job = new JobId(UUID.randomUUID());
            replace(job, wanted, random.nextInt(5));
            int attempt = 2;
            while (!isOver(job, attempt, random.nextInt(4))) {
                attempt++;
            }

            assertThat(bench.contents("users").stream().map(BsonDocument::parse))
                    .containsExactlyElementsOf(
                            wanted.values().stream().map(BsonDocument::parse).toList());
        }
    }

    /** Each document has a unique value of its own, but which one is a matter of chance. */
    private static Map<Integer, String> documents(Random random) {
        List<Integer> values = new ArrayList<>();
        for (int id = 0; id < IDS; id++) {
            values.add(id);
        }
        java.util.Collections.shuffle(values, random);
        Map<Integer, String> documents = new TreeMap<>();
        for (int id = 0; id < IDS; id++) {
            if (random.nextInt(3) > 0) {
                documents.put(id, "{_id: %d, u: %d, x: %d}".formatted(id, values.get(id), random.nextInt(2)));
            }
        }
        return documents;
    }

    /** Begins the change, and dies before one of its writes unless it has fewer. */
    private void replace(JobId job, Map<Integer, String> wanted, int dies) {
        try (TargetSession session = bench.session(job, 1, dyingBefore(dies));
                TargetChange change =
                        session.begin(MongoBench.row(job), List.of(USERS)).orElseThrow()) {
            change.stage(USERS, COLUMNS, lines(wanted.values().toArray(String[]::new)));
            change.compare(USERS);
            assertThat(change.violations()).isEmpty();
            MongoBench.finish(change);
        } catch (Death e) {
            // The next attempt goes on.
        }
    }

    private boolean isOver(JobId job, int attempt, int dies) {
        try (TargetSession session = bench.session(job, attempt, dyingBefore(dies))) {
            return session.ledgerRow(job).isPresent();
        } catch (Death e) {
            return false;
        }
    }

    private static Runnable dyingBefore(int write) {
        AtomicInteger writes = new AtomicInteger();
        return () -> {
            if (writes.incrementAndGet() == write) {
                throw new Death();
            }
        };
    }

    /** Of a worker. */
    private static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
