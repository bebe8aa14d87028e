package io.rowkeep.worker.source.mongo;

import static io.rowkeep.worker.source.mongo.MongoBench.COLUMNS;
import static io.rowkeep.worker.source.mongo.MongoBench.USERS;
import static io.rowkeep.worker.source.mongo.MongoBench.lines;
import static io.rowkeep.worker.source.mongo.MongoBench.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rowkeep.artifact.CollectionShape;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.KeptRows;
import io.rowkeep.job.RowChanges;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSession;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A collection is made to hold other documents. */
class ReplacementIT {

    private final MongoBench bench = new MongoBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aCollectionHoldsWhatIsPutBesideItAndNothingElse() {
        bench.insert("users", "{_id: 1, a: 'same', n: {x: 1, y: 2}}", "{_id: 2, a: 'old'}", "{_id: 'x', a: 'goes'}");

        JobStatistics done = bench.change(List.of(USERS), change -> {
            change.stage(
                    USERS,
                    COLUMNS,
                    lines(
                            "{_id: {$numberLong: '1'}, n: {x: 1, y: 2}, a: 'same'}",
                            "{_id: 2, a: 'new'}",
                            "{_id: {$oid: '68a72cf14b78eb31b9af9e45'}, at: {$date: '2025-08-21T14:54:14.519Z'}}"));
            assertThat(change.compare(USERS)).isEqualTo(new RowChanges(1, 1, 1, 1));
            assertThat(change.countRows(USERS)).isEqualTo(3);
            assertThat(bench.contents("users")).hasSize(3).last().asString().contains("goes");
        });

        assertThat(bench.contents("users"))
                .containsExactly(
                        "{\"_id\": 1, \"a\": \"same\", \"n\": {\"x\": 1, \"y\": 2}}",
                        "{\"_id\": 2, \"a\": \"new\"}",
                        "{\"_id\": {\"$oid\": \"68a72cf14b78eb31b9af9e45\"}, \"at\": {\"$date\": \"2025-08-21T14:54:14.519Z\"}}");
        assertThat(bench.collections()).containsExactly("rowkeep_applied_job", "users");
        assertThat(done.warnings()).singleElement().asString().contains("the server has no transactions");
    }

    @Test
    void documentsWithEmptyArraysAreChangedAndTakenOut() {
        bench.insert("users", "{_id: 1, tags: []}", "{_id: 2, of: {tags: []}}", "{_id: 3, tags: [[], 1]}");

        bench.change(List.of(USERS), change -> {
            change.stage(USERS, COLUMNS, lines("{_id: 1, tags: ['new']}", "{_id: 2, of: {tags: []}, a: 1}"));
            assertThat(change.compare(USERS)).isEqualTo(new RowChanges(0, 2, 1, 0));
        });

        assertThat(bench.contents("users"))
                .containsExactly("{\"_id\": 1, \"tags\": [\"new\"]}", "{\"_id\": 2, \"of\": {\"tags\": []}, \"a\": 1}");
    }

    @Test
    void keptDocumentsStayAndDisplaceThoseOfTheBackup() {
        bench.insert("users", "{_id: 1, role: 'admin', a: 'mine'}", "{_id: 2, role: 'user'}", "{_id: 3}");

        bench.change(List.of(USERS), change -> {
            change.stage(USERS, COLUMNS, lines("{_id: 1, a: 'theirs'}", "{_id: 4}"));
            assertThat(change.keep(List.of(rule("users", "{\"role\": \"admin\"}"), rule("other", "{}"))))
                    .containsOnlyKeys(USERS)
                    .containsValue(new KeptRows(1, 0, 0, 1));
            assertThat(change.compare(USERS)).isEqualTo(new RowChanges(1, 0, 2, 1));
        });

        assertThat(bench.contents("users"))
                .containsExactly("{\"_id\": 1, \"role\": \"admin\", \"a\": \"mine\"}", "{\"_id\": 4}");
    }

    @Test
    void aCollectionIsEmptiedButForWhatIsKept() {
        bench.insert("users", "{_id: 1, role: 'admin'}", "{_id: 2}", "{_id: 3}");

        bench.change(List.of(USERS), change -> {
            change.keep(List.of(rule("users", "{\"role\": \"admin\"}")));
            assertThat(change.compareWithEmpty(USERS)).isEqualTo(new RowChanges(0, 0, 2, 1));
        });

        assertThat(bench.contents("users")).hasSize(1);
    }

    @Test
    void whatIsNoFilterKeepsNothingFromBeingRefused() {
        bench.insert("users", "{_id: 1}");

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> bench.change(
                        List.of(USERS), change -> change.keep(List.of(rule("users", "{\"role\": {\"$nope\": 1}}")))))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.KEEP_RULE_INVALID));
        assertThat(bench.collections()).containsExactly("rowkeep_applied_job", "users");
    }

    @Test
    void rowsThatCameAfterTheUndoneJobStay() {
        bench.insert("users", "{_id: 1, a: 'restored'}", "{_id: 2, a: 'later'}");

        bench.change(List.of(USERS), change -> {
            change.stage(USERS, COLUMNS, lines("{_id: 1, a: 'before'}", "{_id: 3}"));
            change.stageUndone(USERS, COLUMNS, lines("{_id: 1, a: 'restored'}"));
            assertThat(change.keep(List.of())).containsValue(new KeptRows(0, 1, 0, 0));
            change.compare(USERS);
        });

        assertThat(bench.contents("users"))
                .containsExactly("{\"_id\": 1, \"a\": \"before\"}", "{\"_id\": 2, \"a\": \"later\"}", "{\"_id\": 3}");
    }

    @Test
    void uniqueValuesMaySwapAndMoveUp() {
        bench.insert(
                "users", "{_id: 1, mail: 'a'}", "{_id: 2, mail: 'b'}", "{_id: 3, mail: 'c'}", "{_id: 4, mail: 'd'}");
        bench.collection("users")
                .createIndex(BsonDocument.parse("{mail: 1}"), new com.mongodb.client.model.IndexOptions().unique(true));

        bench.change(List.of(USERS), change -> {
            change.stage(
                    USERS,
                    COLUMNS,
                    lines(
                            "{_id: 1, mail: 'b'}",
                            "{_id: 2, mail: 'a'}",
                            "{_id: 3, mail: 'd'}",
                            "{_id: 4, mail: 'e'}",
                            "{_id: 5, mail: 'c'}"));
            change.compare(USERS);
            assertThat(change.violations()).isEmpty();
        });

        assertThat(bench.collection("users").distinct("mail", String.class).into(new java.util.ArrayList<>()))
                .containsExactlyInAnyOrder("a", "b", "c", "d", "e");
        assertThat(bench.contents("users").getFirst()).contains("\"b\"");
    }

    @Test
    void aValueThatWouldStandTwiceIsRefusedBeforeAnythingIsWritten() {
        bench.insert("users", "{_id: 1, mail: 'a', role: 'admin'}", "{_id: 2, mail: 'b'}");
        bench.collection("users")
                .createIndex(BsonDocument.parse("{mail: 1}"), new com.mongodb.client.model.IndexOptions().unique(true));
        List<String> before = bench.contents("users");

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> bench.change(List.of(USERS), change -> {
                    change.stage(
                            USERS, COLUMNS, lines("{_id: 7, mail: 'a'}", "{_id: 8, mail: 'z'}", "{_id: 9, mail: 'z'}"));
                    change.keep(List.of(rule("users", "{\"role\": \"admin\"}")));
                    change.compare(USERS);
                    assertThat(change.differences(USERS).refused()).isEqualTo(3);
                }))
                .withMessageContaining("3 rows cannot be written to table public.users")
                .withMessageContaining("the same (mail) in the end");
        assertThat(bench.contents("users")).isEqualTo(before);
    }

    @Test
    void whatIsMissingIsMadeWithItsIndexes() {
        CollectionShape shape = new CollectionShape(
                List.of("{\"key\": {\"mail\": 1}, \"name\": \"mail_1\", \"unique\": true, \"v\": 2}"), null);

        bench.change(List.of(USERS), change -> {
            change.expect(USERS, shape);
            change.stage(USERS, COLUMNS, lines("{_id: 1, mail: 'a'}"));
            change.compare(USERS);
        });

        assertThat(bench.collection("users")
                        .listIndexes(BsonDocument.class)
                        .map(index -> index.getString("name").getValue()))
                .containsExactly("_id_", "mail_1");
    }

    @Test
    void largeDocumentsAreWrittenFewAtOnce() {
        String large = "x".repeat(1 << 20);
        for (int id = 0; id < 20; id++) {
            bench.insert("users", "{_id: %d, a: '%s'}".formatted(id, large));
        }
        JobId job = new JobId(UUID.randomUUID());
        AtomicInteger writes = new AtomicInteger();
        try (TargetSession session = bench.session(job, 1, writes::incrementAndGet);
                TargetChange change =
                        session.begin(MongoBench.row(job), List.of(USERS)).orElseThrow()) {
            change.stage(USERS, COLUMNS, lines("{_id: 0}"));
            change.compare(USERS);
            MongoBench.finish(change);
        }

        assertThat(bench.contents("users")).containsExactly("{\"_id\": 0}");
        assertThat(writes).hasValue(4);
    }

    @Test
    void collectionsHaveNoOtherSchema() {
        try (TargetSession session = bench.session()) {
            assertThatExceptionOfType(BackupException.class)
                    .isThrownBy(() -> session.view(List.of(new io.rowkeep.dataset.TableName("copy", "users"))))
                    .withMessageContaining("all of schema public");
        }
    }
}
