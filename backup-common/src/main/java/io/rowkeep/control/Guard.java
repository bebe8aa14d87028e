package io.rowkeep.control;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** What every statement of an attempt carries: {@code id = :id and attempt = :attempt and owner = :worker and status = 'RUNNING'}. */
final class Guard {

    private Guard() {}

    static StatementSpec bind(StatementSpec statement, Claim claim) {
        return statement
                .param("id", claim.jobId().value())
                .param("attempt", claim.attempt())
                .param("worker", claim.worker().value());
    }
}
