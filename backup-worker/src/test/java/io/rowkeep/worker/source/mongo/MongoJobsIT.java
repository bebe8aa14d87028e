package io.rowkeep.worker.source.mongo;

import static io.rowkeep.worker.source.mongo.MongoBench.USERS;
import static io.rowkeep.worker.source.mongo.MongoBench.rule;
import static io.rowkeep.worker.source.mongo.MongoJobs.attempt;
import static io.rowkeep.worker.source.mongo.MongoJobs.undo;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.IndexOptions;
import io.rowkeep.artifact.BackupContent;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.ClearSpec;
import io.rowkeep.job.ConflictPolicy;
import io.rowkeep.job.MergeOptions;
import io.rowkeep.job.PreviewReference;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.RowChanges;
import io.rowkeep.job.RowKey;
import io.rowkeep.job.TableStatistics;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.source.TargetSession;
import io.rowkeep.worker.source.TargetView;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole jobs change a MongoDB database: restore, clear, preview and undo, from the bucket to the commit. */
class MongoJobsIT {

    private static final SourceName MARKET = new SourceName("market");
    private static final String ADMIN = "{\"_id\": {\"$oid\": \"68a72cf14b78eb31b9af9e45\"}, \"role\": \"admin\"}";

    private final MongoBench bench = new MongoBench();
    private final MongoSource source = bench.source(dataset("updatedAt", rule("users", "{\"role\": \"admin\"}")));
    private final MongoJobs jobs = new MongoJobs(source);

    private static DatasetDefinition dataset(String updatedAt, KeepRule... rules) {
        return new DatasetDefinition(DatasetName.ALL, List.of(), List.of(), List.of(rules), updatedAt, null);
    }

    @BeforeEach
    void makeAMarket() {
        bench.insert("users", ADMIN, "{_id: 1, n: 'one', updatedAt: 1}", "{_id: 2, n: 'two', updatedAt: 1}");
        bench.insert("products", "{_id: 'p', price: {$numberDecimal: '1.50'}}");
        bench.collection("products").createIndex(BsonDocument.parse("{price: 1}"), new IndexOptions().unique(true));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private List<List<String>> contents() {
        return List.of(bench.contents("users"), bench.contents("products"));
    }

    private void goOn() {
        bench.collection("users")
                .replaceOne(BsonDocument.parse("{_id: 1}"), doc("{_id: 1, n: 'changed', updatedAt: 2}"));
        bench.collection("users").deleteOne(BsonDocument.parse("{_id: 2}"));
        bench.insert("users", "{_id: 3, n: 'new'}");
        bench.collection("products").deleteOne(BsonDocument.parse("{_id: 'p'}"));
    }

    private static RawBsonDocument doc(String json) {
        return RawBsonDocument.parse(json);
    }

    private static RestoreSpec replace(BackupId backup) {
        return RestoreSpec.replace(MARKET, DatasetName.ALL, backup, List.of(), true);
    }

    private static RestoreSpec merge(BackupId backup, MergeOptions options) {
        return RestoreSpec.merge(MARKET, DatasetName.ALL, backup, List.of(), options, true);
    }

    private static RestoreSpec dry(RestoreSpec spec) {
        return new RestoreSpec(
                spec.source(),
                spec.dataset(),
                spec.backupId(),
                spec.from(),
                spec.schema(),
                spec.mode(),
                spec.tables(),
                spec.merge(),
                spec.drift(),
                spec.triggers(),
                true,
                null,
                true);
    }

    private static TableStatistics of(Outcome.Succeeded outcome, String table) {
        return outcome.statistics().tables().stream()
                .filter(statistics -> statistics.name().equals(MongoBench.table(table)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aReplaceBringsBackWhatWasAndItsUndoWhatWasThen() {
        List<List<String>> saved = contents();
        BackupId backup = jobs.backUp(source);
        goOn();
        List<List<String>> then = contents();

        TestAttempt restore = attempt(replace(backup));
        Outcome.Succeeded done = jobs.done(restore);

        assertThat(contents()).isEqualTo(saved);
        assertThat(of(done, "users").changes()).isEqualTo(new RowChanges(1, 1, 1, 1));
        assertThat(done.statistics().warnings())
                .anySatisfy(warning -> assertThat(warning).startsWith("Left alone in table public.users: 1 row"))
                .anySatisfy(warning -> assertThat(warning).contains("the server has no transactions"));
        bench.insert("users", "{_id: 9, n: 'later'}");

        TestAttempt undo = attempt(undo(restore, done, false));
        Outcome.Succeeded undone = jobs.done(undo);
        assertThat(bench.contents("users"))
                .containsAll(then.get(0))
                .hasSize(then.get(0).size() + 1);

        jobs.done(undo(undo, undone, true));
        assertThat(bench.contents("users"))
                .containsAll(saved.get(0))
                .hasSize(saved.get(0).size() + 1);
        assertThat(bench.collections()).containsExactly("products", "rowkeep_applied_job", "users");
    }

    @Test
    void aMergeIsTakenBackByItsImagesAndSoIsThat() {
        BackupId backup = jobs.backUp(source);
        goOn();
        List<List<String>> then = contents();

        TestAttempt merge = attempt(merge(backup, MergeOptions.DEFAULT));
        Outcome.Succeeded done = jobs.done(merge);
        List<List<String>> merged = contents();

        assertThat(merged.get(0)).hasSize(4).contains("{\"_id\": 1, \"n\": \"one\", \"updatedAt\": 1}");
        assertThat(of(done, "users").changes()).isEqualTo(new RowChanges(1, 1, 0, 2));
        assertThat(done.backup())
                .isNotNull()
                .satisfies(saved -> assertThat(saved.content()).isEqualTo(BackupContent.BEFORE_IMAGES));

        TestAttempt undo = attempt(undo(merge, done, false));
        Outcome.Succeeded undone = jobs.done(undo);
        assertThat(contents()).isEqualTo(then);

        jobs.done(undo(undo, undone, false));
        assertThat(contents()).isEqualTo(merged);
    }

    @Test
    void anUndoStopsAtWhatHasChangedSince() {
        BackupId backup = jobs.backUp(source);
        goOn();
        List<List<String>> then = contents();
        TestAttempt merge = attempt(merge(backup, MergeOptions.DEFAULT));
        Outcome.Succeeded done = jobs.done(merge);
        bench.collection("users").replaceOne(BsonDocument.parse("{_id: 1}"), doc("{_id: 1, n: 'again'}"));

        assertThat(jobs.refused(undo(merge, done, false)))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNDO_CONFLICTS))
                .hasMessageContaining("(_id) = (1)");
        jobs.done(undo(merge, done, true));
        assertThat(contents()).isEqualTo(then);
    }

    @Test
    void newerDocumentsAndChosenOnesAreToldByTheirFields() {
        BackupId backup = jobs.backUp(source);
        goOn();

        jobs.done(merge(backup, new MergeOptions(ConflictPolicy.BACKUP_WINS, true, null, List.of(), List.of())));
        assertThat(bench.contents("users")).contains("{\"_id\": 1, \"n\": \"changed\", \"updatedAt\": 2}");

        RowKey key = new RowKey(MongoBench.USERS, Map.of("_id", "1"));
        jobs.done(merge(backup, new MergeOptions(ConflictPolicy.BACKUP_WINS, false, null, List.of(key), List.of())));
        assertThat(bench.contents("users")).contains("{\"_id\": 1, \"n\": \"one\", \"updatedAt\": 1}");
        assertThat(jobs.refused(merge(
                                backup,
                                new MergeOptions(
                                        ConflictPolicy.BACKUP_WINS,
                                        false,
                                        null,
                                        List.of(new RowKey(MongoBench.USERS, Map.of("_id", "77"))),
                                        List.of())))
                        .code())
                .isEqualTo(ErrorCode.ROW_KEY_INVALID);
    }

    @Test
    void aPreviewChangesNothingAndGoesStale() {
        BackupId backup = jobs.backUp(source);
        goOn();
        List<List<String>> then = contents();

        TestAttempt preview = attempt(dry(merge(backup, MergeOptions.DEFAULT)));
        Outcome.Succeeded seen = jobs.done(preview);

        assertThat(contents()).isEqualTo(then);
        assertThat(bench.collections()).noneMatch(name -> name.startsWith(Staging.PREFIX));
        assertThat(bench.contents("rowkeep_applied_job")).isEmpty();
        assertThat(Objects.requireNonNull(of(seen, "users").differences()))
                .satisfies(found -> assertThat(found.insert()).isEqualTo(1))
                .satisfies(found -> assertThat(found.conflict()).isEqualTo(1))
                .satisfies(found -> assertThat(found.keptByRule()).isEqualTo(1))
                .satisfies(found -> assertThat(found.unchanged()).isZero());
        PreviewReference reference = new PreviewReference(
                preview.claim().jobId(),
                seen.statistics().tables().stream()
                        .collect(Collectors.toMap(
                                TableStatistics::name,
                                table -> Objects.requireNonNull(table.differences())
                                        .digest())));
        RestoreSpec after = merge(backup, MergeOptions.DEFAULT).after(reference);

        bench.collection("users").replaceOne(BsonDocument.parse("{_id: 1}"), doc("{_id: 1, n: 'again'}"));
        assertThat(jobs.refused(after).code()).isEqualTo(ErrorCode.PREVIEW_STALE);
        bench.collection("users")
                .replaceOne(BsonDocument.parse("{_id: 1}"), doc("{_id: 1, n: 'changed', updatedAt: 2}"));
        jobs.done(after);
        assertThat(bench.contents("users")).contains("{\"_id\": 1, \"n\": \"one\", \"updatedAt\": 1}");
    }

    @Test
    void aClearLeavesTheAdministratorAndCanBeUndone() {
        List<List<String>> saved = contents();
        ClearSpec spec = new ClearSpec(MARKET, DatasetName.ALL, List.of(), false, false, true);
        TestAttempt preview = attempt(new ClearSpec(MARKET, DatasetName.ALL, List.of(), false, true, true));

        assertThat(of(jobs.done(preview), "users").changes()).isEqualTo(new RowChanges(0, 0, 2, 1));
        assertThat(contents()).isEqualTo(saved);
        TestAttempt clear = attempt(spec);
        Outcome.Succeeded done = jobs.done(clear);

        assertThat(contents()).containsExactly(List.of(ADMIN), List.of());
        jobs.done(undo(clear, done, false));
        assertThat(contents()).isEqualTo(saved);
    }

    @Test
    void anEmptyDatabaseElsewhereTakesCollectionsAndIndexes() {
        BackupId backup = jobs.backUp(source);
        try (MongoBench atlas = new MongoBench()) {
            SourceName name = new SourceName("atlas");
            MongoSource target = atlas.source(name, DatasetDefinition.all());
            MongoJobs both = new MongoJobs(source, target);
            both.store.objects.putAll(jobs.store.objects);
            RestoreSpec here = replace(backup);
            TestAttempt restore = attempt(new RestoreSpec(
                    name,
                    here.dataset(),
                    backup,
                    MARKET,
                    null,
                    here.mode(),
                    List.of(),
                    null,
                    here.drift(),
                    here.triggers(),
                    false,
                    null,
                    true));

            both.done(restore);

            assertThat(List.of(atlas.contents("users"), atlas.contents("products")))
                    .isEqualTo(contents());
            assertThat(atlas.collection("products")
                            .listIndexes(BsonDocument.class)
                            .map(index -> index.getString("name").getValue()))
                    .containsExactly("_id_", "price_1");
        }
    }

    @Test
    void anotherSchemaIsRefused() {
        BackupId backup = jobs.backUp(source);
        RestoreSpec spec = replace(backup);

        assertThat(jobs.refused(new RestoreSpec(
                        MARKET,
                        spec.dataset(),
                        backup,
                        MARKET,
                        "copy",
                        spec.mode(),
                        List.<TableName>of(),
                        null,
                        spec.drift(),
                        spec.triggers(),
                        false,
                        null,
                        true)))
                .hasMessageContaining("all of schema public");
    }

    @Test
    void aCancelledJobWithoutADecisionIsVoid() {
        BackupId backup = jobs.backUp(source);
        goOn();
        List<List<String>> then = contents();
        TestAttempt restore = attempt(replace(backup));
        restore.onSaving = id -> restore.stop();
        org.assertj.core.api.Assertions.assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> jobs.run(restore));

        TestAttempt closer = MongoJobs.after(restore);
        assertThat(jobs.close(closer, new Outcome.Cancelled())).isInstanceOf(Outcome.Cancelled.class);

        assertThat(contents()).isEqualTo(then);
        assertThat(jobs.run(MongoJobs.after(closer))).isInstanceOf(Outcome.Cancelled.class);
        assertThat(bench.collections()).containsExactly("products", "rowkeep_applied_job", "users");
    }

    @Test
    void aCancelledPreviewLeavesNothingBesideTheCollections() {
        TestAttempt preview = MongoJobs.attempt(dry(replace(new BackupId(UUID.randomUUID()))));
        try (TargetSession session = bench.session(preview.claim().jobId(), 1)) {
            TargetView view = session.view(List.of(USERS));
            view.stage(USERS, MongoBench.COLUMNS, MongoBench.lines(ADMIN));
            session.interrupt();
            view.close();
        }
        assertThat(bench.collections()).anyMatch(name -> name.startsWith(Staging.PREFIX));

        Outcome ending = jobs.close(preview, new Outcome.Cancelled());

        assertThat(ending).isInstanceOf(Outcome.Cancelled.class);
        assertThat(bench.collections()).noneMatch(name -> name.startsWith(Staging.PREFIX));
    }
}
