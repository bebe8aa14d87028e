package io.rowkeep.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobProgress;
import io.rowkeep.message.EventText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class EventHistoryIT {

    private final ControlFixture control = new ControlFixture();
    private final EventHistory history = control.stores.events();

    @Test
    void eventsAreReadInTheirOrderFromAnyPlace() {
        Job first = control.submit();
        Job second = control.submit();
        Claim claim = claim(first);
        claim(second);
        control.stores.jobs().fail(claim, ControlFixture.UNAVAILABLE);

        List<OrderedEvent> all = history.after(0, 10);

        assertThat(all).extracting(event -> event.text().job()).containsExactly(first.id(), second.id(), first.id());
        assertThat(history.after(all.getFirst().position(), 1)).containsExactly(all.get(1));
        assertThat(history.ofJob(first.id(), 1)).containsExactly(all.getLast());
        assertThat(history.latest()).isEqualTo(all.getLast().position());
        assertThat(history.position(all.get(1).text().id(), null))
                .contains(all.get(1).position());
        assertThat(history.position(UUID.randomUUID(), null)).isEmpty();
    }

    @Test
    void anEventOfAnotherSourceHasNoPlace() {
        claim(control.submit());
        OrderedEvent event = history.after(0, 1).getFirst();

        assertThat(history.position(event.text().id(), Set.of(ControlFixture.SCHOOL)))
                .contains(event.position());
        assertThat(history.position(event.text().id(), Set.of(new SourceName("shop"))))
                .isEmpty();
    }

    @Test
    void whereAJobIsReadsLikeItsEvents() {
        Job job = control.submit();
        assertThat(history.standing(job.id())).contains(new JobStanding(0, null));

        Claim claim = claim(job);
        control.stores.jobs().progress(claim, new JobProgress(7, 70, new JobProgress.TableCount(0, 2), List.of()));
        EventText progress = event(job);
        assertThat(progress.isProgress()).isTrue();
        assertThat(progress.sequence()).isEqualTo(1);
        assertThat(progress.json()).contains("\"rows\":7");

        control.stores.jobs().succeed(claim, ControlFixture.STATISTICS, null, null);
        assertThat(event(job).isLast()).isTrue();
        assertThat(event(job).outcome()).isEqualTo("completed");
        assertThat(event(job).sequence()).isEqualTo(2);
    }

    @Test
    void anEventThatIsCommittedLaterNeverComesBeforeOneThatWasRead() throws Exception {
        Job first = control.submit();
        Job second = control.submit();
        CompletableFuture<Claim> waiting;
        try (Connection other = control.database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            holdTurn(other);
            waiting = CompletableFuture.supplyAsync(() -> claim(first));
            Awaitility.await().until(() -> waiters() == 1);
            assertThat(history.after(0, 10)).isEmpty();
            other.commit();
        }
        assertThat(waiting).succeedsWithin(10, TimeUnit.SECONDS);
        claim(second);

        assertThat(history.after(0, 10))
                .extracting(event -> event.text().job())
                .containsExactly(first.id(), second.id());
    }

    private static void holdTurn(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(hashtextextended('rowkeep.outbox', 0))");
        }
    }

    private int waiters() {
        return control.jdbc.sql("""
                select count(*) from pg_locks
                 where locktype = 'advisory' and not granted
                   and database = (select oid from pg_database where datname = current_database())
                """).query(Integer.class).single();
    }

    private Claim claim(Job job) {
        return control.stores.jobs().claim(job.id(), ControlFixture.WORKER_A).orElseThrow();
    }

    private EventText event(Job job) {
        EventText event = history.standing(job.id()).orElseThrow().event();
        assertThat(event).isNotNull();
        return event;
    }
}
