package io.rowkeep.worker.source.mongo;

import static io.rowkeep.worker.source.mongo.MongoBench.COLUMNS;
import static io.rowkeep.worker.source.mongo.MongoBench.USERS;
import static io.rowkeep.worker.source.mongo.MongoBench.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobId;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSession;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of several sessions that want to change the same collections, one has the right to. */
class LedgerRightsIT {

    private final MongoBench bench = new MongoBench();
    private final JobId job = new JobId(UUID.randomUUID());

    @AfterEach
    void close() {
        bench.close();
    }

    private static void plan(TargetChange change) {
        change.stage(USERS, COLUMNS, lines("{_id: 1, name: 'new'}"));
        change.compare(USERS);
    }

    @Test
    void ofTwoJobsThatPlanAtOnceOneWaits() {
        bench.insert("users", "{_id: 1, name: 'old'}");
        JobId other = new JobId(UUID.randomUUID());
        try (TargetSession late = bench.session(other, 1);
                TargetChange second =
                        late.begin(MongoBench.row(other), List.of(USERS)).orElseThrow()) {
            plan(second);
            try (TargetSession early = bench.session(job, 1, () -> {
                        throw new IllegalStateException("The worker is gone");
                    });
                    TargetChange first =
                            early.begin(MongoBench.row(job), List.of(USERS)).orElseThrow()) {
                plan(first);
                assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> MongoBench.finish(first));
            }

            assertThatExceptionOfType(BackupException.class)
                    .isThrownBy(() -> MongoBench.finish(second))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.LOCK_NOT_AVAILABLE))
                    .withMessageContaining(job.toString());
        }
    }

    /** Whether this is the moment in which a job is decided. */
    private static boolean decides(BsonDocument command) {
        return command.containsKey("update")
                && command.toJson().contains("\"outcome\": \"%s\"".formatted(LedgerState.APPLYING.id()));
    }

    private TargetSession overheard(Overheard heard) {
        return new MongoTargetSession(heard.connect(bench.url), SessionTag.of(job, 1), () -> {});
    }

    @Test
    void aJobThatIsAboutToDecideIsNotOvertaken() {
        bench.insert("users", "{_id: 1, name: 'old'}");
        JobId other = new JobId(UUID.randomUUID());
        AtomicReference<Throwable> overtaken = new AtomicReference<>();
        Overheard heard = new Overheard();
        try (TargetSession early = overheard(heard);
                TargetChange first =
                        early.begin(MongoBench.row(job), List.of(USERS)).orElseThrow();
                TargetSession late = bench.session(other, 1);
                TargetChange second =
                        late.begin(MongoBench.row(other), List.of(USERS)).orElseThrow()) {
            plan(first);
            second.stage(USERS, COLUMNS, lines("{_id: 1, name: 'theirs'}"));
            second.compare(USERS);
            heard.before = command -> {
                if (decides(command) && overtaken.get() == null) {
                    overtaken.set(catchThrowable(() -> MongoBench.finish(second)));
                }
            };

            assertThat(MongoBench.finish(first).warnings()).hasSize(1);
        }

        assertThat(overtaken.get())
                .isInstanceOfSatisfying(
                        BackupException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.LOCK_NOT_AVAILABLE))
                .hasMessageContaining(job.toString());
        assertThat(bench.contents("users")).containsExactly("{\"_id\": 1, \"name\": \"new\"}");
    }

    @Test
    void whoeverGivesWayStandsInNobodysWay() {
        bench.insert("users", "{_id: 1, name: 'old'}");
        JobId other = new JobId(UUID.randomUUID());
        try (TargetSession early = bench.session(job, 1);
                TargetChange first =
                        early.begin(MongoBench.row(job), List.of(USERS)).orElseThrow();
                TargetSession late = bench.session(other, 1);
                TargetChange second =
                        late.begin(MongoBench.row(other), List.of(USERS)).orElseThrow()) {
            plan(first);
            plan(second);
            bench.collection("users")
                    .replaceOne(BsonDocument.parse("{_id: 1}"), RawBsonDocument.parse("{_id: 1, name: 'theirs'}"));
            assertThatExceptionOfType(BackupException.class)
                    .isThrownBy(() -> MongoBench.finish(second))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SOURCE_CONFLICT));
            bench.collection("users")
                    .replaceOne(BsonDocument.parse("{_id: 1}"), RawBsonDocument.parse("{_id: 1, name: 'old'}"));

            MongoBench.finish(first);
        }

        assertThat(bench.contents("users")).containsExactly("{\"_id\": 1, \"name\": \"new\"}");
    }

    @Test
    void whatADeadAttemptWantedIsFreeAsSoonAsSomebodyHasItsJob() {
        bench.insert("users", "{_id: 1, name: 'old'}");
        Overheard heard = new Overheard();
        try (TargetSession dying = overheard(heard);
                TargetChange change =
                        dying.begin(MongoBench.row(job), List.of(USERS)).orElseThrow()) {
            plan(change);
            heard.before = command -> {
                if (command.toJson().contains("\"%s\"".formatted(LedgerTurn.WANTED)) && command.containsKey("find")) {
                    dying.interrupt();
                }
            };
            assertThatExceptionOfType(BackupException.class).isThrownBy(() -> MongoBench.finish(change));
        }
        assertBusy();

        bench.session(job, 2).close();

        bench.change(List.of(USERS), LedgerRightsIT::plan);
        assertThat(bench.contents("users")).containsExactly("{\"_id\": 1, \"name\": \"new\"}");
    }

    private void assertBusy() {
        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> bench.change(List.of(USERS), LedgerRightsIT::plan))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.LOCK_NOT_AVAILABLE))
                .withMessageContaining(job.toString());
    }
}
