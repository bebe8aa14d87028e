package io.rowkeep.worker.source.mongo;

import static io.rowkeep.worker.source.mongo.MongoBench.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSession;
import java.util.List;
import java.util.concurrent.Future;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody stands in the way of other jobs who is not at work. */
class LedgerRightsIT {

    private final Turns turns = new Turns();

    @AfterEach
    void close() {
        turns.close();
    }

    @Test
    void whoeverIsOnItsWayIsWaitedForUntilSomebodyHasBroughtItToItsEnd() throws Exception {
        turns.bench.insert("users", "{_id: 1, name: 'old'}", "{_id: 2}");
        try (TargetSession dying = turns.bench.session(Turns.OLDER, 1, () -> {
                    throw new IllegalStateException("The worker is gone");
                });
                TargetChange first = Turns.begin(dying, Turns.OLDER)) {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> Turns.doIt(first));
        }
        try (TargetSession late = turns.overheard(Turns.YOUNGER)) {
            Future<?> second = turns.doLater(late, Turns.YOUNGER);
            turns.awaitLooks(2);
            assertThat(second).isNotDone();

            try (TargetSession next = turns.bench.session(Turns.OLDER, 2)) {
                assertThat(next.ledgerRow(Turns.OLDER)).isPresent();
            }
            Turns.get(second);
        }

        assertThat(turns.bench.contents("users")).containsExactly(Turns.NEW);
    }

    @Test
    void whoeverIsRefusedStandsInNobodysWay() throws Exception {
        turns.bench.insert("users", "{_id: 1, name: 'old'}");
        try (TargetSession early = turns.bench.session(Turns.OLDER, 1);
                TargetSession late = turns.overheard(Turns.YOUNGER)) {
            Future<?> second;
            try (TargetChange first = Turns.begin(early, Turns.OLDER)) {
                second = turns.doLater(late, Turns.YOUNGER);
                Turns.plan(first);
                turns.bench
                        .collection("users")
                        .replaceOne(BsonDocument.parse("{_id: 1}"), RawBsonDocument.parse("{_id: 1, name: 'theirs'}"));
                assertThatExceptionOfType(BackupException.class)
                        .isThrownBy(() -> MongoBench.finish(first))
                        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SOURCE_CONFLICT));
            }
            Turns.get(second);
        }

        assertThat(turns.bench.contents("users")).containsExactly(Turns.NEW);
    }

    @Test
    void whoeverGivesUpStandsInNobodysWay() throws Exception {
        turns.bench.insert("users", "{_id: 1, name: 'old'}");
        try (TargetSession early = turns.bench.session(Turns.OLDER, 1);
                TargetSession late = turns.bench.session(Turns.YOUNGER, 1)) {
            Turns.begin(early, Turns.OLDER).close();

            Turns.get(turns.doLater(late, Turns.YOUNGER));
        }

        assertThat(turns.bench.contents("users")).containsExactly(Turns.NEW);
    }

    @Test
    void aJobThatWaitsCanBeStopped() {
        turns.bench.insert("users", "{_id: 1, name: 'old'}");
        try (TargetSession early = turns.bench.session(Turns.YOUNGER, 1);
                TargetSession late = turns.overheard(Turns.OLDER)) {
            try (TargetChange first = Turns.begin(early, Turns.YOUNGER)) {
                Future<?> second = turns.doLater(late, Turns.OLDER);
                turns.awaitLooks(3);
                late.interrupt();

                assertThat(catchThrowable(() -> Turns.get(second)).getCause())
                        .isInstanceOfSatisfying(
                                BackupException.class,
                                refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE));
                MongoBench.finish(first);
            }
        }
        assertThat(turns.bench.contents("users")).containsExactly("{\"_id\": 1, \"name\": \"old\"}");

        // It had written what it wants, which its next attempt begins by giving back.
        try (TargetSession next = turns.bench.session(Turns.OLDER, 2);
                TargetChange change = next.begin(MongoBench.row(Turns.OLDER, 2), List.of(USERS))
                        .orElseThrow()) {
            Turns.doIt(change);
        }
        assertThat(turns.bench.contents("users")).containsExactly(Turns.NEW);
    }

    @Test
    void nobodyWaitsLongForAJobThatNobodyIsAtWorkOn() throws Exception {
        turns.bench.insert("users", "{_id: 1, name: 'old'}");
        try (TargetSession dying = turns.bench.session(Turns.YOUNGER, 1);
                TargetChange change = Turns.begin(dying, Turns.YOUNGER)) {
            Turns.plan(change);
            dying.interrupt();
        }
        try (TargetSession late = turns.bench.impatient(Turns.OLDER)) {
            assertThatExceptionOfType(BackupException.class)
                    .isThrownBy(() -> Turns.begin(late, Turns.OLDER))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.LOCK_NOT_AVAILABLE))
                    .withMessageContaining(Turns.YOUNGER.toString());
        }

        turns.bench.session(Turns.YOUNGER, 2).close();

        turns.bench.change(List.of(USERS), Turns::plan);
        assertThat(turns.bench.contents("users")).containsExactly(Turns.NEW);
    }
}
