package io.rowkeep.worker.source.mongo;

import static io.rowkeep.worker.source.mongo.MongoBench.COLUMNS;
import static io.rowkeep.worker.source.mongo.MongoBench.USERS;
import static io.rowkeep.worker.source.mongo.MongoBench.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.mongodb.client.model.IndexOptions;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.testing.MongoReplicaSet;
import io.rowkeep.worker.source.LedgerRow.Decision;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSession;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the server has transactions, collections and ledger change at once or not at all. */
class TransactionIT {

    private final Optional<MongoBench> found =
            MongoReplicaSet.find().map(MongoReplicaSet::database).map(MongoBench::new);

    @BeforeEach
    void makeUsers() {
        assumeThat(found).as("a replica set in a container").isPresent();
        bench().insert("users", "{_id: 1, mail: 'a'}", "{_id: 2, mail: 'b'}", "{_id: 3, mail: 'c'}");
        bench().collection("users").createIndex(BsonDocument.parse("{mail: 1}"), new IndexOptions().unique(true));
    }

    @AfterEach
    void close() {
        found.ifPresent(MongoBench::close);
    }

    private MongoBench bench() {
        return found.orElseThrow();
    }

    private static void plan(TargetChange change) {
        change.stage(USERS, COLUMNS, lines("{_id: 1, mail: 'b'}", "{_id: 2, mail: 'a'}", "{_id: 4, mail: 'd'}"));
        change.compare(USERS);
    }

    @Test
    void aChangeIsThereAtOnceAndPromisesNoLess() {
        JobStatistics done = bench().change(List.of(USERS), TransactionIT::plan);

        assertThat(done.warnings()).isEmpty();
        assertThat(bench().contents("users"))
                .containsExactly(
                        "{\"_id\": 1, \"mail\": \"b\"}",
                        "{\"_id\": 2, \"mail\": \"a\"}",
                        "{\"_id\": 4, \"mail\": \"d\"}");
        assertThat(bench().collections()).containsExactly("rowkeep_applied_job", "users");
    }

    @Test
    void whatOthersHaveWrittenKeepsAllOfItFromHappening() {
        JobId job = new JobId(UUID.randomUUID());
        try (TargetSession session = bench().session(job, 1);
                TargetChange change =
                        session.begin(MongoBench.row(job), List.of(USERS)).orElseThrow()) {
            plan(change);
            bench().collection("users")
                    .replaceOne(BsonDocument.parse("{_id: 3}"), RawBsonDocument.parse("{_id: 3, mail: 'theirs'}"));
            assertThatExceptionOfType(BackupException.class)
                    .isThrownBy(() -> MongoBench.finish(change))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SOURCE_CONFLICT));
        }

        assertThat(bench().contents("users"))
                .containsExactly(
                        "{\"_id\": 1, \"mail\": \"a\"}",
                        "{\"_id\": 2, \"mail\": \"b\"}",
                        "{\"_id\": 3, \"mail\": \"theirs\"}");
        try (TargetSession session = bench().session(job, 2)) {
            assertThat(session.ledgerRow(job)).isEmpty();
        }
    }

    @Test
    void theDecisionIsInTheLedger() {
        JobId job = new JobId(UUID.randomUUID());
        try (TargetSession session = bench().session(job, 1);
                TargetChange change =
                        session.begin(MongoBench.row(job), List.of(USERS)).orElseThrow()) {
            plan(change);
            MongoBench.finish(change);
            assertThat(session.ledgerRow(job))
                    .hasValueSatisfying(row -> assertThat(row.decision()).isEqualTo(Decision.APPLIED));
        }
    }
}
