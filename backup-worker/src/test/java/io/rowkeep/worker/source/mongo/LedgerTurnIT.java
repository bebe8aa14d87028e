package io.rowkeep.worker.source.mongo;

import static io.rowkeep.worker.source.mongo.MongoBench.COLUMNS;
import static io.rowkeep.worker.source.mongo.MongoBench.USERS;
import static io.rowkeep.worker.source.mongo.MongoBench.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSession;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of several jobs that want to change the same collections, one at a time looks at them and changes them. */
class LedgerTurnIT {

    private final Turns turns = new Turns();

    @AfterEach
    void close() {
        turns.close();
    }

    @Test
    void whoeverComesLaterSeesWhatTheOneBeforeHasDone() throws Exception {
        turns.bench.insert("users", "{_id: 1}", "{_id: 2}");
        try (TargetSession early = turns.bench.session(Turns.OLDER, 1);
                TargetSession late = turns.overheard(Turns.YOUNGER)) {
            Future<?> second;
            try (TargetChange clear = Turns.begin(early, Turns.OLDER)) {
                clear.compareWithEmpty(USERS);
                second = turns.threads.submit(() -> {
                    try (TargetChange restore = Turns.begin(late, Turns.YOUNGER)) {
                        restore.stage(USERS, COLUMNS, lines("{_id: 1}", "{_id: 2}", "{_id: 3}"));
                        restore.compare(USERS);
                        MongoBench.finish(restore);
                    }
                });
                turns.awaitLooks(2);
                assertThat(second).isNotDone();
                MongoBench.finish(clear);
            }
            Turns.get(second);
        }

        assertThat(turns.bench.contents("users")).containsExactly("{\"_id\": 1}", "{\"_id\": 2}", "{\"_id\": 3}");
    }

    @Test
    void anOlderJobWaitsForAYoungerOneThatHasItsTurn() throws Exception {
        turns.bench.insert("users", "{_id: 1, name: 'old'}");
        try (TargetSession early = turns.bench.session(Turns.YOUNGER, 1);
                TargetSession late = turns.overheard(Turns.OLDER)) {
            Future<?> second;
            try (TargetChange first = Turns.begin(early, Turns.YOUNGER)) {
                Turns.plan(first);
                second = turns.doLater(late, Turns.OLDER);
                turns.awaitLooks(3);
                assertThat(second).isNotDone();
                MongoBench.finish(first);
            }
            Turns.get(second);
        }

        assertThat(turns.bench.contents("users")).containsExactly(Turns.NEW);
    }

    /** Has both write what they want before either looks again, and both look before that. */
    private static Overheard meetingAt(CyclicBarrier barrier) {
        Overheard listener = new Overheard();
        AtomicInteger met = new AtomicInteger();
        listener.before = command -> {
            if (met.get() == 0 && Turns.notes(command) || met.get() == 1 && Turns.looks(command)) {
                met.incrementAndGet();
                meet(barrier);
            }
        };
        return listener;
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void ofTwoThatWantThemAtOnceTheOlderGoesFirst() throws Exception {
        turns.bench.insert("users", "{_id: 1, name: 'old'}");
        CyclicBarrier barrier = new CyclicBarrier(2);
        try (TargetSession older = turns.overheard(meetingAt(barrier), Turns.OLDER, () -> {}, LedgerTurn.PATIENCE);
                TargetSession younger =
                        turns.overheard(meetingAt(barrier), Turns.YOUNGER, () -> {}, LedgerTurn.PATIENCE)) {
            CompletableFuture<TargetChange> first =
                    CompletableFuture.supplyAsync(() -> Turns.begin(older, Turns.OLDER), turns.threads);
            CompletableFuture<TargetChange> second =
                    CompletableFuture.supplyAsync(() -> Turns.begin(younger, Turns.YOUNGER), turns.threads);
            try (TargetChange change = first.get(60, TimeUnit.SECONDS)) {
                assertThat(second).isNotDone();
                Turns.doIt(change);
            }
            try (TargetChange change = second.get(60, TimeUnit.SECONDS)) {
                Turns.doIt(change);
            }
        }

        assertThat(turns.bench.contents("users")).containsExactly(Turns.NEW);
    }

    @Test
    void whoeverIsAtWorkIsWaitedForHoweverLongItTakes() throws Exception {
        turns.bench.insert("users", "{_id: 1, name: 'old'}");
        // Looks are half a second apart: of each half of the work there are more than the patience lasts for.
        Duration patience = Duration.ofSeconds(3);
        Runnable longStep = () -> turns.awaitLooks(18);
        try (TargetSession early = turns.overheard(new Overheard(), Turns.OLDER, longStep, patience);
                TargetSession late = turns.overheard(turns.heard, Turns.YOUNGER, () -> {}, patience)) {
            Future<?> second;
            try (TargetChange first = Turns.begin(early, Turns.OLDER)) {
                second = turns.doLater(late, Turns.YOUNGER);
                turns.awaitLooks(9);
                Turns.doIt(first);
                assertThat(turns.looks()).isGreaterThanOrEqualTo(18);
            }
            Turns.get(second);
        }

        assertThat(turns.bench.contents("users")).containsExactly(Turns.NEW);
    }
}
