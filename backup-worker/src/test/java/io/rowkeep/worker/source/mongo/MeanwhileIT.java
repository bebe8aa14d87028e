package io.rowkeep.worker.source.mongo;

import static io.rowkeep.worker.source.mongo.MongoBench.COLUMNS;
import static io.rowkeep.worker.source.mongo.MongoBench.USERS;
import static io.rowkeep.worker.source.mongo.MongoBench.lines;
import static io.rowkeep.worker.source.mongo.MongoBench.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.job.ConflictPolicy;
import io.rowkeep.job.KeptRows;
import io.rowkeep.job.RowChanges;
import io.rowkeep.job.TableDifferences;
import io.rowkeep.worker.source.MergeRules;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody is locked out while a change is planned: what others write meanwhile is theirs. */
class MeanwhileIT {

    private static final List<KeepRule> ADMINS = List.of(rule("users", "{\"role\": \"admin\"}"));
    private static final MergeRules BACKUP_WINS =
            new MergeRules(ConflictPolicy.BACKUP_WINS, false, null, false, List.of(), List.of(), false);

    private final MongoBench bench = new MongoBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void anUndoTakesOutNothingThatTheUndoneJobHadNotPutThere() {
        bench.insert("users", "{_id: 1, a: 'restored'}", "{_id: 2, a: 'restored'}");

        bench.change(List.of(USERS), change -> {
            change.stage(USERS, COLUMNS, lines("{_id: 1, a: 'before'}", "{_id: 3, a: 'before'}"));
            change.stageUndone(USERS, COLUMNS, lines("{_id: 1, a: 'restored'}", "{_id: 2, a: 'restored'}"));
            assertThat(change.keep(List.of())).containsValue(KeptRows.NONE);
            bench.insert("users", "{_id: 3, a: 'theirs'}", "{_id: 4, a: 'theirs'}");
            assertThat(change.compare(USERS))
                    .satisfies(changes -> assertThat(changes.updated()).isEqualTo(1))
                    .satisfies(changes -> assertThat(changes.deleted()).isEqualTo(1));
            TableDifferences differences = change.differences(USERS);
            assertThat(differences.unchanged()).isZero();
            assertThat(differences.keptByRule()).isEqualTo(1);
        });

        assertThat(bench.contents("users"))
                .containsExactly(
                        "{\"_id\": 1, \"a\": \"before\"}",
                        "{\"_id\": 3, \"a\": \"theirs\"}",
                        "{\"_id\": 4, \"a\": \"theirs\"}");
    }

    @Test
    void anUndoOfAClearTakesOutNothing() {
        bench.change(List.of(USERS), change -> {
            change.stage(USERS, COLUMNS, lines("{_id: 1}"));
            change.stageUndone(USERS, COLUMNS, lines());
            change.keep(List.of());
            bench.insert("users", "{_id: 2, a: 'signed up'}");
            change.compare(USERS);
        });

        assertThat(bench.contents("users")).containsExactly("{\"_id\": 1}", "{\"_id\": 2, \"a\": \"signed up\"}");
    }

    @Test
    void aKeepRuleHoldsForWhatComesAfterTheSearch() {
        bench.insert("users", "{_id: 1, role: 'user'}", "{_id: 2, role: 'user'}");

        bench.change(List.of(USERS), change -> {
            change.stage(USERS, COLUMNS, lines("{_id: 3, role: 'user'}", "{_id: 5, role: 'user'}"));
            change.keep(ADMINS);
            bench.insert("users", "{_id: 3, role: 'admin'}", "{_id: 4, role: 'admin'}");
            bench.collection("users").updateOne(Filters.eq(new BsonInt32(2)), Updates.set("role", "admin"));
            change.compare(USERS);
        });

        assertThat(bench.contents("users"))
                .containsExactly(
                        "{\"_id\": 2, \"role\": \"admin\"}",
                        "{\"_id\": 3, \"role\": \"admin\"}",
                        "{\"_id\": 4, \"role\": \"admin\"}",
                        "{\"_id\": 5, \"role\": \"user\"}");
    }

    @Test
    void aClearLeavesWhatAKeepRuleIsAboutByThen() {
        bench.insert("users", "{_id: 1}");

        bench.change(List.of(USERS), change -> {
            change.keep(ADMINS);
            bench.insert("users", "{_id: 2, role: 'admin'}");
            change.compareWithEmpty(USERS);
        });

        assertThat(bench.contents("users")).containsExactly("{\"_id\": 2, \"role\": \"admin\"}");
    }

    @Test
    void aMergeLeavesWhatAKeepRuleIsAboutByThen() {
        bench.insert("users", "{_id: 1, a: 'mine'}");

        bench.change(List.of(USERS), change -> {
            change.stage(USERS, COLUMNS, lines("{_id: 1, a: 'backup'}", "{_id: 2, a: 'backup'}"));
            change.protect(ADMINS);
            bench.insert("users", "{_id: 2, role: 'admin'}");
            change.merge(USERS, BACKUP_WINS);
            assertThat(change.differences(USERS).keptByRule()).isEqualTo(1);
        });

        assertThat(bench.contents("users"))
                .containsExactly("{\"_id\": 1, \"a\": \"backup\"}", "{\"_id\": 2, \"role\": \"admin\"}");
    }

    @Test
    void notEvenAForcedUndoOfAMergeChangesThem() {
        bench.insert("users", "{_id: 1, a: 'merged'}", "{_id: 2, a: 'merged'}");

        bench.change(List.of(USERS), change -> {
            change.stageImages(USERS, COLUMNS, sink -> {
                for (int id = 1; id <= 2; id++) {
                    byte[] line = StagedImages.line(
                            new BsonInt32(id), BsonDocument.parse("{_id: %d, a: 'before'}".formatted(id)), "");
                    sink.write(line, 0, line.length);
                }
            });
            change.protect(ADMINS);
            bench.collection("users").updateOne(Filters.eq(new BsonInt32(2)), Updates.set("role", "admin"));
            change.revert(USERS, true);
            assertThat(change.differences(USERS).keptByRule()).isEqualTo(1);
        });

        assertThat(bench.contents("users"))
                .containsExactly(
                        "{\"_id\": 1, \"a\": \"before\"}", "{\"_id\": 2, \"a\": \"merged\", \"role\": \"admin\"}");
    }

    @Test
    void whatOthersAddAndTakeOutWhileItIsJudgedIsNotCounted() {
        bench.insert("users", "{_id: 1, mail: 'a'}", "{_id: 2, mail: 'b'}", "{_id: 3, mail: 'c'}");
        bench.collection("users").createIndex(BsonDocument.parse("{mail: 1}"), new IndexOptions().unique(true));

        bench.change(
                List.of(USERS),
                onceJudged(() -> {
                    bench.insert("users", "{_id: 7, mail: 'g'}", "{_id: 8, mail: 'h'}");
                    bench.collection("users").deleteOne(Filters.eq(new BsonInt32(1)));
                }),
                change -> {
                    change.stage(
                            USERS, COLUMNS, lines("{_id: 1, mail: 'a'}", "{_id: 2, mail: 'B'}", "{_id: 4, mail: 'd'}"));
                    assertThat(change.compare(USERS)).isEqualTo(new RowChanges(1, 1, 1, 1));
                    // A replace ends in success when these are those of the backup.
                    assertThat(change.countRows(USERS)).isEqualTo(3);
                });

        assertThat(bench.contents("users"))
                .containsExactly(
                        "{\"_id\": 2, \"mail\": \"B\"}",
                        "{\"_id\": 4, \"mail\": \"d\"}",
                        "{\"_id\": 7, \"mail\": \"g\"}",
                        "{\"_id\": 8, \"mail\": \"h\"}");
    }

    @Test
    void whatOthersTakeOutOfWhatIsKeptIsNotCounted() {
        bench.insert("users", "{_id: 1, role: 'admin'}", "{_id: 2, role: 'admin'}", "{_id: 3}");

        bench.change(List.of(USERS), change -> {
            change.stage(USERS, COLUMNS, lines("{_id: 1}", "{_id: 4}"));
            assertThat(change.keep(ADMINS)).containsValue(new KeptRows(2, 0, 0, 1));
            bench.collection("users").deleteOne(Filters.eq(new BsonInt32(2)));
            change.compare(USERS);
            // What the backup has, but for one that is skipped, and two that are kept.
            assertThat(change.countRows(USERS)).isEqualTo(3);
        });

        assertThat(bench.contents("users")).containsExactly("{\"_id\": 1, \"role\": \"admin\"}", "{\"_id\": 4}");
    }

    /** Does something when all documents are compared and unique values are about to be looked at. */
    private static CommandListener onceJudged(Runnable work) {
        AtomicBoolean done = new AtomicBoolean();
        return new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent event) {
                if (event.getCommandName().equals("createIndexes") && !done.getAndSet(true)) {
                    work.run();
                }
            }
        };
    }
}
