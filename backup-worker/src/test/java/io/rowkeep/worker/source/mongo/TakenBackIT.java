package io.rowkeep.worker.source.mongo;

import static io.rowkeep.worker.source.mongo.MongoBench.COLUMNS;
import static io.rowkeep.worker.source.mongo.MongoBench.USERS;
import static io.rowkeep.worker.source.mongo.MongoBench.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Updates;
import io.rowkeep.failure.BackupException;
import io.rowkeep.job.JobId;
import io.rowkeep.worker.source.LedgerRow;
import io.rowkeep.worker.source.LedgerRow.Decision;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSession;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left of a change that was taken back is not forgotten, wherever the worker dies. */
class TakenBackIT {

    private static final String TOLD = "what had been written was taken back";

    private final MongoBench bench = new MongoBench();
    private final JobId job = new JobId(UUID.randomUUID());
    private final AtomicInteger writes = new AtomicInteger();

    @BeforeEach
    void makeUsers() {
        bench.insert("users", "{_id: 1, mail: 'a'}", "{_id: 2, mail: 'b'}");
        bench.collection("users").createIndex(BsonDocument.parse("{mail: 1}"), new IndexOptions().unique(true));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** Others take a unique value that comes, and one that goes, in the middle of the change. */
    private void step() {
        if (writes.incrementAndGet() == 2) {
            bench.insert("users", "{_id: 98, mail: 'b'}", "{_id: 99, mail: 'f'}");
        }
    }

    /** The worker dies when everything is taken back, and what that took is about to be dropped. */
    private void dieInTheEnd() {
        Overheard heard = new Overheard();
        try (TargetSession session =
                        new MongoTargetSession(heard.connect(bench.url), SessionTag.of(job, 1), this::step);
                TargetChange change =
                        session.begin(MongoBench.row(job), List.of(USERS)).orElseThrow()) {
            change.stage(USERS, COLUMNS, lines("{_id: 1, mail: 'a'}", "{_id: 5, mail: 'f'}"));
            change.compare(USERS);
            heard.before = command -> {
                if (command.containsKey("drop")) {
                    session.interrupt();
                }
            };
            assertThatExceptionOfType(BackupException.class).isThrownBy(() -> MongoBench.finish(change));
        }
    }

    private RawBsonDocument entry() {
        return Objects.requireNonNull(
                bench.collection(MongoLedger.NAME.name()).find().first());
    }

    private void dropPlans() {
        bench.collections().stream()
                .filter(name -> name.startsWith(Staging.PREFIX))
                .forEach(name -> bench.collection(name).drop());
    }

    private LedgerRow next() {
        try (TargetSession session = bench.session(job, 2)) {
            return session.ledgerRow(job).orElseThrow();
        }
    }

    @Test
    void theNextAttemptTellsWhatIsKeptAndWhere() {
        dieInTheEnd();
        dropPlans();
        assertThat(entry().getString("outcome").getValue()).isEqualTo("reverting");
        assertThat(entry().getString("error").getValue()).doesNotContain(TOLD);

        LedgerRow row = next();

        assertThat(row.decision()).isEqualTo(Decision.VOID);
        assertThat(Objects.requireNonNull(row.error()).message())
                .containsOnlyOnce(TOLD)
                .contains("but for 1 documents")
                .contains("is kept in collection rowkeep_left_");
        assertThat(bench.collections())
                .hasSize(3)
                .filteredOn(name -> name.startsWith(LeftDocuments.PREFIX))
                .singleElement()
                .satisfies(name -> assertThat(bench.contents(name)).containsExactly("{\"_id\": 2, \"mail\": \"b\"}"));
    }

    /** Older versions wrote all of it into the sentence, before they dropped their plans. */
    @Test
    void whatAnOlderVersionToldIsNotForgotten() {
        dieInTheEnd();
        dropPlans();
        String told = "Refused (%s, but for 1 documents: kept in collection rowkeep_left_x)".formatted(TOLD);
        bench.collection(MongoLedger.NAME.name())
                .updateOne(
                        new BsonDocument(),
                        Updates.combine(
                                Updates.unset("taken_back"),
                                Updates.set(
                                        "error",
                                        "{\"code\": \"CONSTRAINT_VIOLATED\", \"message\": \"%s\"}".formatted(told))));

        LedgerRow row = next();

        assertThat(row.decision()).isEqualTo(Decision.VOID);
        assertThat(Objects.requireNonNull(row.error()).message()).startsWith(told);
    }
}
