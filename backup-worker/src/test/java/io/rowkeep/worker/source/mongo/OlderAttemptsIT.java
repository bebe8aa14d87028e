package io.rowkeep.worker.source.mongo;

import static io.rowkeep.worker.source.mongo.MongoBench.COLUMNS;
import static io.rowkeep.worker.source.mongo.MongoBench.USERS;
import static io.rowkeep.worker.source.mongo.MongoBench.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rowkeep.dataset.DatasetName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.ClearSpec;
import io.rowkeep.job.ConflictPolicy;
import io.rowkeep.job.JobId;
import io.rowkeep.worker.attempt.AttemptStopped;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.source.MergeRules;
import io.rowkeep.worker.source.RowStream;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.Slice;
import io.rowkeep.worker.source.SourceSession;
import io.rowkeep.worker.source.SourceTable;
import io.rowkeep.worker.source.StagedSnapshot;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSession;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An attempt that was frozen for a while takes nothing from the one that has its job by now, and what is taken is noticed. */
class OlderAttemptsIT {

    private static final String BEFORE = "{\"_id\": 1, \"name\": \"old\"}";
    private static final String AFTER = "{\"_id\": 1, \"name\": \"new\"}";
    private static final MergeRules BACKUP_WINS =
            new MergeRules(ConflictPolicy.BACKUP_WINS, false, null, false, List.of(), List.of(), false);
    private static final SourceTable TABLE = CollectionTable.describe(USERS, null);

    private final MongoBench bench = new MongoBench();
    private final JobId job = new JobId(UUID.randomUUID());

    @BeforeEach
    void makeUsers() {
        bench.insert("users", BEFORE);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void losePlaces() {
        bench.collections().stream()
                .filter(name -> name.startsWith(Staging.PREFIX))
                .forEach(name -> bench.collection(name).deleteMany(new BsonDocument()));
    }

    private static void assertConflict(ThrowingCallable work) {
        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(work)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SOURCE_CONFLICT))
                .withMessageContaining("swept");
    }

    @Test
    void whatTheNewerOneHasPutBesideACollectionStays() {
        try (TargetSession older = bench.session(job, 1);
                TargetSession newer = bench.session(job, 12);
                TargetChange change =
                        newer.begin(MongoBench.row(job, 12), List.of(USERS)).orElseThrow()) {
            change.stage(USERS, COLUMNS, lines(AFTER));

            older.endOtherSessions();
            bench.source().sweep(SessionTag.of(job, 9));

            change.compare(USERS);
            MongoBench.finish(change);
        }

        assertThat(bench.contents("users")).containsExactly(AFTER);
        assertThat(bench.collections()).containsExactly("rowkeep_applied_job", "users");
    }

    @Test
    void whatTheNewerOneImportsStays() {
        try (SourceSession older = bench.source().openSource(SessionTag.of(job, 1));
                SourceSession newer = bench.source().openSource(SessionTag.of(job, 2));
                StagedSnapshot stage = newer.openStage(bench.source().dataset(DatasetName.ALL))) {
            stage.stage(TABLE, COLUMNS, lines(AFTER));

            older.openStage(bench.source().dataset(DatasetName.ALL)).close();

            assertThat(read(stage)).hasSize(1);
        }
    }

    private static List<byte[]> read(StagedSnapshot stage) {
        List<byte[]> rows = new ArrayList<>();
        try (RowStream stream = stage.rows(Slice.whole(TABLE))) {
            for (byte[] row = stream.next(); row != null; row = stream.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    @Test
    void anAttemptThatIsStoppedTakesNothing() {
        ClearSpec spec = new ClearSpec(bench.source().name(), DatasetName.ALL, List.of(), false, false, true);
        TestAttempt stopped = TestAttempt.change(job, spec, 1, false);
        stopped.stop();
        try (TargetSession session = bench.session(job, 1);
                TargetChange change =
                        session.begin(MongoBench.row(job), List.of(USERS)).orElseThrow()) {
            change.stage(USERS, COLUMNS, lines(AFTER));

            assertThatExceptionOfType(AttemptStopped.class)
                    .isThrownBy(() -> new MongoJobs(bench.source()).run(stopped));

            change.compare(USERS);
            MongoBench.finish(change);
        }

        assertThat(bench.contents("users")).containsExactly(AFTER);
    }

    @Test
    void whatIsNotWholeIsNeitherMergedNorPutInPlace() {
        bench.change(List.of(USERS), change -> {
            change.stage(USERS, COLUMNS, lines(AFTER));
            losePlaces();
            assertConflict(() -> change.merge(USERS, BACKUP_WINS));
            assertConflict(() -> change.compare(USERS));
        });

        assertThat(bench.contents("users")).containsExactly(BEFORE);
    }

    @Test
    void imagesThatAreNotWholeUndoNothing() {
        bench.change(List.of(USERS), change -> {
            byte[] image =
                    StagedImages.line(BsonDocument.parse(BEFORE).getInt32("_id"), BsonDocument.parse(AFTER), null);
            change.stageImages(USERS, COLUMNS, sink -> sink.write(image, 0, image.length));
            losePlaces();
            assertConflict(() -> change.revert(USERS, false));
        });
    }

    @Test
    void anImportThatIsNotWholeIsNotStored() {
        try (SourceSession session = bench.source().openSource(SessionTag.of(job, 1));
                StagedSnapshot stage = session.openStage(bench.source().dataset(DatasetName.ALL))) {
            stage.stage(TABLE, COLUMNS, lines(AFTER));
            losePlaces();
            assertConflict(() -> read(stage));
        }
    }
}
