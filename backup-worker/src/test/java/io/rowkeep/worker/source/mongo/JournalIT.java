package io.rowkeep.worker.source.mongo;

import static io.rowkeep.worker.source.mongo.MongoBench.COLUMNS;
import static io.rowkeep.worker.source.mongo.MongoBench.USERS;
import static io.rowkeep.worker.source.mongo.MongoBench.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.client.model.IndexOptions;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobId;
import io.rowkeep.job.Requester;
import io.rowkeep.worker.source.LedgerRow;
import io.rowkeep.worker.source.LedgerRow.Decision;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSession;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A change that ends in the middle is brought to its end by whoever comes next, or taken back. */
class JournalIT {

    private static final List<String> BEFORE = List.of(
            "{\"_id\": 1, \"mail\": \"a\"}",
            "{\"_id\": 2, \"mail\": \"b\"}",
            "{\"_id\": 3, \"mail\": \"c\"}",
            "{\"_id\": 4, \"mail\": \"d\"}");
    private static final List<String> AFTER = List.of(
            "{\"_id\": 1, \"mail\": \"b\"}",
            "{\"_id\": 2, \"mail\": \"a\"}",
            "{\"_id\": 4, \"mail\": \"e\"}",
            "{\"_id\": 5, \"mail\": \"f\"}");

    private final MongoBench bench = new MongoBench();
    private final JobId job = new JobId(UUID.randomUUID());

    @AfterEach
    void close() {
        bench.close();
    }

    private void makeUsers() {
        bench.insert("users", BEFORE.toArray(String[]::new));
        bench.collection("users").createIndex(BsonDocument.parse("{mail: 1}"), new IndexOptions().unique(true));
    }

    private static void replace(TargetChange change) {
        change.stage(USERS, COLUMNS, lines(AFTER.toArray(String[]::new)));
        change.compare(USERS);
        MongoBench.finish(change);
    }

    /** Dies before a write, as if the worker had. */
    private void dieBefore(int write) {
        AtomicInteger writes = new AtomicInteger();
        try (TargetSession session = bench.session(job, 1, () -> {
                    if (writes.incrementAndGet() == write) {
                        throw new IllegalStateException("The worker is gone");
                    }
                });
                TargetChange change =
                        session.begin(MongoBench.row(job), List.of(USERS)).orElseThrow()) {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> replace(change));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theNextAttemptBringsItToItsEnd(int write) {
        makeUsers();
        dieBefore(write);
        if (write > 1) {
            assertThat(bench.contents("users")).isNotEqualTo(BEFORE).isNotEqualTo(AFTER);
        }

        try (TargetSession session = bench.session(job, 2)) {
            assertThat(session.ledgerRow(job))
                    .hasValueSatisfying(row -> assertThat(row.decision()).isEqualTo(Decision.APPLIED));
        }

        assertThat(bench.contents("users")).containsExactlyElementsOf(AFTER);
        assertThat(bench.collections()).containsExactly("rowkeep_applied_job", "users");
    }

    @Test
    void whoeverWantsItVoidFindsItApplied() {
        makeUsers();
        dieBefore(2);

        try (TargetSession session = bench.session(job, 1)) {
            LedgerRow decided = session.decide(LedgerRow.nothing(job, 1, new Requester("tests"), null));
            assertThat(decided.decision()).isEqualTo(Decision.APPLIED);
            assertThat(decided.statistics()).isNotNull();
            assertThat(session.begin(MongoBench.row(job), List.of(USERS))).isEmpty();
        }

        assertThat(bench.contents("users")).containsExactlyElementsOf(AFTER);
    }

    @Test
    void whatOthersWroteInTheMiddleIsLeftAloneAndTold() {
        makeUsers();
        dieBefore(2);
        bench.collection("users")
                .replaceOne(BsonDocument.parse("{_id: 4}"), RawBsonDocument.parse("{_id: 4, mail: 'theirs'}"));

        try (TargetSession session = bench.session(job, 2)) {
            LedgerRow row = session.ledgerRow(job).orElseThrow();
            assertThat(Objects.requireNonNull(row.statistics()).warnings())
                    .contains(
                            "Others wrote to 1 documents of table public.users while the change was on its way: these were left as they are");
        }

        assertThat(bench.contents("users"))
                .contains("{\"_id\": 4, \"mail\": \"theirs\"}")
                .hasSize(4);
    }

    @Test
    void whatTheServerRefusesTakesAllOfItBack() {
        makeUsers();
        AtomicInteger writes = new AtomicInteger();
        try (TargetSession session = bench.session(job, 1, () -> {
                    if (writes.incrementAndGet() == 2) {
                        bench.insert("users", "{_id: 99, mail: 'f'}");
                    }
                });
                TargetChange change =
                        session.begin(MongoBench.row(job), List.of(USERS)).orElseThrow()) {
            assertThatExceptionOfType(BackupException.class)
                    .isThrownBy(() -> replace(change))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.CONSTRAINT_VIOLATED))
                    .withMessageContaining("what had been written was taken back");
            assertThat(session.ledgerRow(job))
                    .hasValueSatisfying(row -> assertThat(row.decision()).isEqualTo(Decision.VOID));
        }

        assertThat(bench.contents("users")).containsExactlyElementsOf(plus(BEFORE, "{\"_id\": 99, \"mail\": \"f\"}"));
        assertThat(bench.collections()).containsExactly("rowkeep_applied_job", "users");
    }

    @Test
    void whatCannotBePutBackIsKeptBeside() {
        makeUsers();
        AtomicInteger writes = new AtomicInteger();
        try (TargetSession session = bench.session(job, 1, () -> {
                    if (writes.incrementAndGet() == 2) {
                        bench.insert("users", "{_id: 98, mail: 'c'}", "{_id: 99, mail: 'f'}");
                    }
                });
                TargetChange change =
                        session.begin(MongoBench.row(job), List.of(USERS)).orElseThrow()) {
            assertThatExceptionOfType(BackupException.class)
                    .isThrownBy(() -> replace(change))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.CONSTRAINT_VIOLATED))
                    .withMessageContaining("but for 1 documents")
                    .withMessageContaining("is kept in collection rowkeep_left_");
        }

        assertThat(bench.contents("users")).doesNotContain(BEFORE.get(2)).hasSize(5);
        assertThat(bench.collections())
                .hasSize(3)
                .filteredOn(name -> name.startsWith("rowkeep_left_"))
                .singleElement()
                .satisfies(name -> assertThat(bench.contents(name)).containsExactly(BEFORE.get(2)));
    }

    private static List<String> plus(List<String> documents, String more) {
        return java.util.stream.Stream.concat(documents.stream(), java.util.stream.Stream.of(more))
                .toList();
    }

    @Test
    void whatOthersWriteBeforeItIsDecidedKeepsItFromHappening() {
        makeUsers();
        try (TargetSession session = bench.session(job, 1);
                TargetChange change =
                        session.begin(MongoBench.row(job), List.of(USERS)).orElseThrow()) {
            change.stage(USERS, COLUMNS, lines(AFTER.toArray(String[]::new)));
            change.compare(USERS);
            bench.collection("users")
                    .replaceOne(BsonDocument.parse("{_id: 4}"), RawBsonDocument.parse("{_id: 4, mail: 'theirs'}"));
            assertThatExceptionOfType(BackupException.class)
                    .isThrownBy(() -> MongoBench.finish(change))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SOURCE_CONFLICT))
                    .withMessageContaining("{_id=4}");
        }

        assertThat(bench.contents("users"))
                .contains("{\"_id\": 4, \"mail\": \"theirs\"}", "{\"_id\": 3, \"mail\": \"c\"}");
        try (TargetSession session = bench.session(job, 2)) {
            assertThat(session.ledgerRow(job)).isEmpty();
        }
    }

    @Test
    void anOlderAttemptThatWakesUpDecidesNothing() {
        makeUsers();
        try (TargetSession older = bench.session(job, 1);
                TargetChange change =
                        older.begin(MongoBench.row(job), List.of(USERS)).orElseThrow()) {
            change.stage(USERS, COLUMNS, lines(AFTER.toArray(String[]::new)));
            change.compare(USERS);
            try (TargetSession closer = bench.session(job, 1)) {
                assertThat(closer.decide(LedgerRow.nothing(job, 1, new Requester("tests"), null))
                                .decision())
                        .isEqualTo(Decision.VOID);
            }
            assertThatExceptionOfType(BackupException.class)
                    .isThrownBy(() -> MongoBench.finish(change))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SOURCE_CONFLICT));
        }

        assertThat(bench.contents("users")).containsExactlyElementsOf(BEFORE);
    }

    @Test
    void anOlderAttemptThatWakesUpBeforeItsBeginningTakesNothingFromTheNewerOne() {
        makeUsers();
        try (TargetSession older = bench.session(job, 1);
                TargetSession newer = bench.session(job, 2);
                TargetChange change =
                        newer.begin(MongoBench.row(job, 2), List.of(USERS)).orElseThrow()) {
            assertThatExceptionOfType(BackupException.class)
                    .isThrownBy(() -> older.begin(MongoBench.row(job, 1), List.of(USERS)))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SOURCE_CONFLICT));
            older.endOtherSessions();

            replace(change);

            assertThat(newer.ledgerRow(job))
                    .hasValueSatisfying(row -> assertThat(row.attempt()).isEqualTo(2));
        }

        assertThat(bench.contents("users")).containsExactlyElementsOf(AFTER);
    }

    @Test
    void anotherJobDoesNotOvertakeOneThatIsOnItsWay() {
        makeUsers();
        dieBefore(2);

        JobId other = new JobId(UUID.randomUUID());
        try (TargetSession session = bench.impatient(other)) {
            assertThatExceptionOfType(BackupException.class)
                    .isThrownBy(() -> session.begin(MongoBench.row(other), List.of(USERS)))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.LOCK_NOT_AVAILABLE))
                    .withMessageContaining(job.toString());
        }
    }
}
