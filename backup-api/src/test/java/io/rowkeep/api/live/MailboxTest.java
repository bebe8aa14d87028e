package io.rowkeep.api.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.control.OrderedEvent;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.job.JobId;
import io.rowkeep.message.EventText;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MailboxTest {

    private static final JobId FIRST = new JobId(UUID.randomUUID());
    private static final JobId SECOND = new JobId(UUID.randomUUID());
    private static final SourceName SCHOOL = new SourceName("school");
    private static final int MOST = 3;

    private final Mailboxes mailboxes = new Mailboxes(2, MOST);
    private final Mailbox mailbox =
            mailboxes.open(UUID.randomUUID(), event -> event.source().equals(SCHOOL));

    @Test
    void onlyTheLatestProgressOfAJobWaits() throws Exception {
        for (int rows = 0; rows < 100; rows++) {
            mailboxes.deliver(progress(FIRST, 1, rows));
            mailboxes.deliver(progress(SECOND, 1, rows));
        }

        assertThat(mailbox.take(Duration.ZERO)).isEqualTo(progress(FIRST, 1, 99));
        assertThat(mailbox.take(Duration.ZERO)).isEqualTo(progress(SECOND, 1, 99));
        assertThat(mailbox.take(Duration.ZERO)).isNull();
    }

    @Test
    void progressThatAnEventHasOvertakenIsNotTold() throws Exception {
        mailboxes.deliver(recorded(FIRST, 1, "started"));
        mailboxes.deliver(progress(FIRST, 1, 5));
        mailboxes.deliver(progress(SECOND, 1, 5));
        mailboxes.deliver(recorded(FIRST, 2, "failed"));

        assertThat(mailbox.take(Duration.ZERO)).isEqualTo(recorded(FIRST, 1, "started"));
        assertThat(mailbox.take(Duration.ZERO)).isEqualTo(recorded(FIRST, 2, "failed"));
        assertThat(mailbox.take(Duration.ZERO)).isEqualTo(progress(SECOND, 1, 5));
    }

    @Test
    void aSubscriberForWhomTooManyEventsWaitIsEndedAndTheOthersAreNot() throws Exception {
        try (Mailbox quick = mailboxes.open(UUID.randomUUID(), event -> true)) {
            for (int i = 1; i <= MOST + 1; i++) {
                mailboxes.deliver(recorded(FIRST, i, "started"));
                assertThat(quick.take(Duration.ZERO)).isEqualTo(recorded(FIRST, i, "started"));
            }

            assertThat(mailbox.ended()).isTrue();
            assertThat(mailbox.take(Duration.ofMinutes(1))).isNull();
            assertThat(quick.ended()).isFalse();
        }
    }

    @Test
    void thereAreOnlySoManySubscribersAtOnce() {
        Mailbox second = mailboxes.open(UUID.randomUUID(), event -> true);
        assertThatThrownBy(() -> mailboxes.open(UUID.randomUUID(), event -> true))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("2 live streams");

        second.close();
        second.close();
        Mailbox third = mailboxes.open(UUID.randomUUID(), event -> true);

        assertThat(third.ended()).isFalse();
        assertThatThrownBy(() -> mailboxes.open(UUID.randomUUID(), event -> true))
                .isInstanceOf(BackupException.class);
    }

    @Test
    void theEndWakesWhoWaitsAndWhoComesAfterIt() {
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return mailbox.take(Duration.ofMinutes(1)) == null;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });

        mailboxes.end();

        assertThat(waiting).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(true);
        assertThat(mailboxes.open(UUID.randomUUID(), event -> true).ended()).isTrue();
    }

    @Test
    void whatTheSubscriberMayNotSeeNeverWaits() throws Exception {
        EventText text = recorded(FIRST, 1, "started").text();
        mailboxes.deliver(new OrderedEvent(
                1,
                new EventText(
                        text.id(),
                        FIRST,
                        "backup",
                        "started",
                        new SourceName("shop"),
                        text.dataset(),
                        1,
                        text.json())));

        assertThat(mailbox.take(Duration.ZERO)).isNull();
    }

    private static OrderedEvent progress(JobId job, long sequence, int rows) {
        return new OrderedEvent(0, text(job, sequence, "progressed", "{\"rows\": %d}".formatted(rows)));
    }

    private static OrderedEvent recorded(JobId job, long sequence, String outcome) {
        return new OrderedEvent(sequence, text(job, sequence, outcome, "{}"));
    }

    private static EventText text(JobId job, long sequence, String outcome, String json) {
        UUID id = new UUID(job.value().getMostSignificantBits(), sequence);
        return new EventText(id, job, "backup", outcome, SCHOOL, DatasetName.ALL, sequence, json);
    }
}
