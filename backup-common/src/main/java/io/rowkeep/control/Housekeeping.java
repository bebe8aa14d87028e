package io.rowkeep.control;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Removes rows that nobody will ask for any more. Thread-safe. */
final class Housekeeping {

    private final JdbcClient jdbc;

    Housekeeping(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void removeOld() {
        jdbc.sql("delete from rowkeep.outbox where published_at < clock_timestamp() - interval '7 days'")
                .update();
        jdbc.sql("delete from rowkeep.idempotency_key where created_at < clock_timestamp() - interval '7 days'")
                .update();
        jdbc.sql("delete from rowkeep.worker where seen_at < clock_timestamp() - interval '1 day'")
                .update();
    }
}
