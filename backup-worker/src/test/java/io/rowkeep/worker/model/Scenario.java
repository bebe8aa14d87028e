package io.rowkeep.worker.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.ConflictPolicy;
import io.rowkeep.job.DriftPolicy;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.MergeOptions;
import io.rowkeep.job.PreviewReference;
import io.rowkeep.job.RestoreMode;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.TableDifferences;
import io.rowkeep.job.TableStatistics;
import io.rowkeep.job.TriggerPolicy;
import io.rowkeep.worker.model.RandomSite.Ended;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A random database with a base, a backup and two living copies of its tables, and the restores that are done to them. */
final class Scenario {

    private static final SourceName SOURCE = new SourceName("school");

    private final Random random;
    private final ModelSchema schema;
    private final RandomSite site;
    private final RandomOptions options;
    private final Map<String, RandomRows> living;
    private final BackupId base;
    private final BackupId backup;
    private final ModelState origin;
    private final ModelState stored;

    Scenario(ModelSchema schema, RandomSite site, Random random) throws SQLException {
        this.random = random;
        this.schema = schema;
        this.site = site;
        this.options = new RandomOptions(random);
        RandomRows home = new RandomRows(site.database(), schema, RandomSite.HOME, random);
        living = Map.of(
                RandomSite.HOME,
                home,
                RandomSite.COPY,
                new RandomRows(site.database(), schema, RandomSite.COPY, random));
        home.fill();
        site.copyAll(schema);
        origin = home.read();
        base = site.backUp(any(BackupFormat.JSON, BackupFormat.CSV, BackupFormat.NATIVE));
        home.some();
        stored = home.read();
        backup = site.backUp(any(BackupFormat.JSON, BackupFormat.CSV, BackupFormat.NATIVE));
    }

    /** Changes one of the copies, then restores into it. */
    void restore() throws SQLException {
        String namespace = random.nextInt(4) == 0 ? RandomSite.COPY : RandomSite.HOME;
        rows(namespace).some();
        List<ModelTable> tables = someTables();
        if (random.nextInt(5) == 0) {
            replace(namespace, tables);
        } else {
            merge(namespace, tables);
        }
    }

    private void replace(String namespace, List<ModelTable> tables) throws SQLException {
        ModelState before = rows(namespace).read();
        ReplacedTables expected = new ReplacedTables(schema, tables, before, stored);
        RestoreSpec spec = spec(namespace, tables, null, false, null);

        Ended ended = site.run(spec);

        FinalState judged = expected.judged();
        if (ended.failure() == null) {
            assertThat(judged.isBroken()).as("%s", spec).isFalse();
            assertSame(namespace, expected.after(), spec);
        } else {
            assertThat(judged.isPossible()).as("%s ended as %s", spec, ended).isFalse();
            assertSame(namespace, before, spec);
        }
    }

    private void merge(String namespace, List<ModelTable> tables) throws SQLException {
        ModelState before = rows(namespace).read();
        MergeOptions merge = options.options(tables, stored, namespace, base);
        if (merge.conflictPolicy() == ConflictPolicy.MANUAL) {
            merge = options.decided(merge, compared(tables, merge, before), namespace);
        }
        ExpectedMerge expected = new ExpectedMerge(schema, before, compared(tables, merge, before));
        @Nullable PreviewReference preview = null;
        if (random.nextBoolean()) {
            RestoreSpec looking = spec(namespace, tables, merge, true, null);
            Ended looked = site.run(looking);
            assertSame(namespace, before, looking);
            JobStatistics statistics = Objects.requireNonNull(looked.statistics(), looked::toString);
            assertThat(statistics.refused().isEmpty())
                    .as("%s%n%s", looking, statistics)
                    .isEqualTo(expected.isPossible() && !expected.isUndecided());
            checkCounts(tables, namespace, expected, statistics);
            preview = new PreviewReference(
                    looked.job(),
                    statistics.tables().stream()
                            .collect(Collectors.toMap(
                                    TableStatistics::name,
                                    table -> Objects.requireNonNull(table.differences())
                                            .digest())));
        }
        boolean stale = false;
        if (preview != null && random.nextInt(3) == 0) {
            rows(namespace).some();
            ExpectedMerge seen = expected;
            before = rows(namespace).read();
            expected = new ExpectedMerge(schema, before, compared(tables, merge, before));
            ExpectedMerge now = expected;
            stale = tables.stream().anyMatch(table -> !seen.seen(table).equals(now.seen(table)));
        }
        RestoreSpec spec = spec(namespace, tables, merge, false, preview);

        Ended ended = site.run(spec);

        boolean fails = stale || expected.isUndecided() || !expected.isPossible();
        assertThat(ended.failure() != null).as("%s%n%s", spec, ended).isEqualTo(fails);
        assertSame(namespace, fails ? before : expected.after(), spec);
        if (ended.statistics() != null) {
            checkCounts(tables, namespace, expected, ended.statistics());
        }
    }

    private Map<ModelTable, ExpectedMerge.Compared> compared(
            List<ModelTable> tables, MergeOptions merge, ModelState before) {
        Map<ModelTable, ExpectedMerge.Compared> found = new LinkedHashMap<>();
        for (ModelTable table : tables) {
            MergedTable merged = new MergedTable(
                    table, merge, stored.of(table), before.of(table), merge.base() == null ? null : origin.of(table));
            found.put(table, new ExpectedMerge.Compared(merged.differences(), merged.unchanged(), merged.keptByRule()));
        }
        return found;
    }

    private static void checkCounts(
            List<ModelTable> tables, String namespace, ExpectedMerge expected, JobStatistics statistics) {
        for (ModelTable table : tables) {
            TableStatistics said = statistics.tables().stream()
                    .filter(each -> each.name().equals(new TableName(namespace, table.name())))
                    .findFirst()
                    .orElseThrow();
            TableDifferences differences = Objects.requireNonNull(said.differences());
            assertThat(differences).as("%s", table).isEqualTo(expected.differences(table, differences.digest()));
            assertThat(said.changes())
                    .as("%s", table)
                    .isEqualTo(expected.changes(
                            table, Objects.requireNonNull(said.changes()).unchanged()));
        }
    }

    private RestoreSpec spec(
            String namespace,
            List<ModelTable> tables,
            @Nullable MergeOptions merge,
            boolean dryRun,
            @Nullable PreviewReference preview) {
        return new RestoreSpec(
                SOURCE,
                RandomSite.DATASET,
                backup,
                SOURCE,
                namespace.equals(RandomSite.HOME) ? null : namespace,
                merge == null ? RestoreMode.REPLACE : RestoreMode.MERGE,
                tables.stream()
                        .map(table -> new TableName(RandomSite.HOME, table.name()))
                        .toList(),
                merge,
                DriftPolicy.STRICT,
                TriggerPolicy.SKIP,
                dryRun,
                preview,
                true);
    }

    private void assertSame(String namespace, ModelState expected, Object spec) throws SQLException {
        assertThat(expected.differencesTo(rows(namespace).read()))
                .as("%s", spec)
                .isEmpty();
    }

    private RandomRows rows(String namespace) {
        return Objects.requireNonNull(living.get(namespace));
    }

    private List<ModelTable> someTables() {
        List<ModelTable> some =
                schema.tables().stream().filter(table -> random.nextInt(4) > 0).toList();
        return some.isEmpty() ? schema.tables() : some;
    }

    @SafeVarargs
    private <T> T any(T... values) {
        return values[random.nextInt(values.length)];
    }
}
