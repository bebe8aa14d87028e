package io.rowkeep.control.broker;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox as a relay sees it. Relays of several processes share the work; a message that one took is its own for a while. Thread-safe. */
final class PendingMessages {

    private static final int BATCH = 100;

    // Far longer than a relay waits for confirms; after it the relay must be gone.
    private static final Duration HOLD = Duration.ofSeconds(30);

    private final JdbcClient jdbc;

    PendingMessages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes messages that are due, in their order. An event waits until every earlier event of its job was sent. */
    List<PendingMessage> take() {
        return jdbc
                .sql("""
                with due as (
                    select o.id
                      from rowkeep.outbox o
                     where o.published_at is null
                       and o.next_try_at <= clock_timestamp()
                       and (o.mandatory
                            or not exists (select 1
                                             from rowkeep.outbox earlier
                                            where earlier.job_id = o.job_id
                                              and earlier.position < o.position
                                              and earlier.published_at is null
                                              and not earlier.mandatory))
                     order by o.position
                     limit :batch
                       for update skip locked
                )
                update rowkeep.outbox o
                   set next_try_at = clock_timestamp() + :hold * interval '1 millisecond', tries = o.tries + 1
                  from due
                 where o.id = due.id
                returning o.*
                """)
                .param("batch", BATCH)
                .param("hold", HOLD.toMillis())
                .query(PendingMessages::read)
                .list()
                .stream()
                .sorted(Comparator.comparingLong(PendingMessage::position))
                .toList();
    }

    /** The broker has them for good. */
    void published(Collection<PendingMessage> messages) {
        jdbc.sql("""
                update rowkeep.outbox
                   set published_at = clock_timestamp(), last_error = null
                 where id = any (cast(:ids as uuid[]))
                """).param("ids", ids(messages)).update();
    }

    /** The broker did not take it; it is due again after the delay. */
    void failed(PendingMessage message, String reason, Duration delay) {
        jdbc.sql("""
                update rowkeep.outbox
                   set next_try_at = clock_timestamp() + :delay * interval '1 millisecond', last_error = :reason
                 where id = :id and published_at is null
                """)
                .param("id", message.id())
                .param("delay", delay.toMillis())
                .param("reason", reason)
                .update();
    }

    /** They were not tried after all. */
    void putBack(Collection<PendingMessage> messages) {
        jdbc.sql("""
                update rowkeep.outbox
                   set next_try_at = clock_timestamp(), tries = tries - 1
                 where id = any (cast(:ids as uuid[])) and published_at is null
                """).param("ids", ids(messages)).update();
    }

    private static UUID[] ids(Collection<PendingMessage> messages) {
        return messages.stream().map(PendingMessage::id).toArray(UUID[]::new);
    }

    private static PendingMessage read(ResultSet row, int number) throws SQLException {
        return new PendingMessage(
                Objects.requireNonNull(row.getObject("id", UUID.class)),
                row.getLong("position"),
                row.getString("exchange"),
                row.getString("routing_key"),
                row.getBoolean("mandatory"),
                row.getString("content_type"),
                row.getString("body"),
                row.getString("trace_parent"),
                row.getInt("tries"));
    }
}
