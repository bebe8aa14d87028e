package io.rowkeep.worker.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.ChangeSpec;
import io.rowkeep.job.ConflictPolicy;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.MergeOptions;
import io.rowkeep.job.PreviewReference;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.RowChanges;
import io.rowkeep.job.TableDifferences;
import io.rowkeep.job.TableStatistics;
import io.rowkeep.job.UndoSpec;
import io.rowkeep.worker.model.RandomSite.Ended;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One merge: looked at first or not, done, undone, and its undo undone. Used once. */
final class Merging {

    private final Scenario scenario;
    private final RandomSite site;
    private final ModelSchema schema;
    private final RandomRows rows;
    private final List<ModelTable> tables;
    private final Random random;
    private final MergeOptions options;

    private ModelState before;
    private ExpectedMerge expected;
    private boolean stale;

    Merging(
            Scenario scenario,
            RandomSite site,
            ModelSchema schema,
            RandomRows rows,
            List<ModelTable> tables,
            Random random)
            throws SQLException {
        this.scenario = scenario;
        this.site = site;
        this.schema = schema;
        this.rows = rows;
        this.tables = tables;
        this.random = random;
        this.before = rows.read();
        MergeOptions undecided = scenario.options(rows, tables);
        this.options = undecided.conflictPolicy() == ConflictPolicy.MANUAL
                ? new RandomOptions(random)
                        .decided(undecided, scenario.compared(tables, undecided, before), rows.namespace())
                : undecided;
        this.expected = expected();
    }

    void run() throws SQLException {
        if (options.preserveNewer() && merged().noneMatch(table -> table.has(ModelTable.UPDATED_AT))) {
            checked(scenario.spec(rows, tables, options, false, null), EnumSet.of(ErrorCode.UNSUPPORTED));
            return;
        }
        @Nullable PreviewReference preview = random.nextBoolean() ? preview() : null;
        if (preview != null && random.nextInt(3) == 0) {
            changeBehindThePreview();
        }
        // A decision about a field of a row that has gone since is none.
        Set<ErrorCode> failures = stale
                ? EnumSet.of(ErrorCode.PREVIEW_STALE, ErrorCode.ROW_KEY_INVALID)
                : failures(ErrorCode.DECISIONS_MISSING);
        @Nullable Ended done = checked(scenario.spec(rows, tables, options, false, preview), failures);
        for (int undos = 0; done != null && undos < 2; undos++) {
            done = undo(done);
        }
    }

    /** The tables that any row was chosen of. */
    private Stream<ModelTable> merged() {
        return tables.stream()
                .filter(table -> options.keys().isEmpty()
                        || options.keys().stream()
                                .anyMatch(key -> key.table().name().equals(table.name())));
    }

    private PreviewReference preview() throws SQLException {
        RestoreSpec looking = scenario.spec(rows, tables, options, true, null);

        Ended looked = site.run(looking);

        rows.requireSame(before, looking);
        JobStatistics statistics = Objects.requireNonNull(looked.statistics(), looked::toString);
        assertThat(statistics.refused().isEmpty())
                .as("%s%n%s", looking, statistics)
                .isEqualTo(failures(ErrorCode.DECISIONS_MISSING).isEmpty());
        checkCounts(statistics, looking);
        return new PreviewReference(
                looked.job(),
                statistics.tables().stream()
                        .collect(Collectors.toMap(
                                TableStatistics::name,
                                table -> Objects.requireNonNull(table.differences())
                                        .digest())));
    }

    private void changeBehindThePreview() throws SQLException {
        ExpectedMerge seen = expected;
        rows.some();
        before = rows.read();
        expected = expected();
        stale = tables.stream().anyMatch(table -> !seen.seen(table).equals(expected.seen(table)));
    }

    /** What was changed goes back: at once, or after others have been at work. */
    private @Nullable Ended undo(Ended undone) throws SQLException {
        boolean force = random.nextInt(3) == 0;
        if (random.nextBoolean()) {
            rows.some();
        }
        ExpectedMerge done = expected;
        before = rows.read();
        Map<ModelTable, ExpectedMerge.Compared> found = new LinkedHashMap<>();
        tables.forEach(
                table -> found.put(table, RevertedTable.of(table, done.applied(table), before.of(table), force)));
        expected = new ExpectedMerge(schema, before, found);
        UndoSpec spec = new UndoSpec(
                RandomSite.SOURCE,
                RandomSite.DATASET,
                undone.job(),
                Objects.requireNonNull(undone.saved()),
                null,
                null,
                force,
                true);
        return checked(spec, failures(ErrorCode.UNDO_CONFLICTS));
    }

    private @Nullable Ended checked(ChangeSpec spec, Set<ErrorCode> failures) throws SQLException {
        Ended ended = site.run(spec);
        if (failures.isEmpty()) {
            assertThat(ended.failure()).as("%s%n%s", spec, ended).isNull();
        } else {
            assertThat(failures).as("%s%n%s", spec, ended).contains(ended.failure());
        }
        rows.requireSame(failures.isEmpty() ? expected.after() : before, spec);
        if (ended.statistics() != null) {
            checkCounts(ended.statistics(), spec);
        }
        return failures.isEmpty() ? ended : null;
    }

    private Set<ErrorCode> failures(ErrorCode undecided) {
        Set<ErrorCode> failures = EnumSet.noneOf(ErrorCode.class);
        if (expected.isUndecided()) {
            failures.add(undecided);
        }
        if (!expected.isPossible()) {
            failures.addAll(Set.of(ErrorCode.CONSTRAINT_VIOLATED, ErrorCode.OUTSIDE_REFERENCES, ErrorCode.UNSUPPORTED));
        }
        return failures;
    }

    private ExpectedMerge expected() {
        return new ExpectedMerge(schema, before, scenario.compared(tables, options, before));
    }

    private void checkCounts(JobStatistics statistics, Object spec) {
        for (TableStatistics said : statistics.tables()) {
            ModelTable table = tables.stream()
                    .filter(each -> said.name().equals(new TableName(rows.namespace(), each.name())))
                    .findFirst()
                    .orElseThrow();
            @Nullable TableDifferences differences = said.differences();
            if (differences != null) {
                assertThat(differences)
                        .as("%s in %s", table, spec)
                        .isEqualTo(expected.differences(table, differences.digest()));
            }
            RowChanges changes = Objects.requireNonNull(said.changes());
            assertThat(changes).as("%s in %s", table, spec).isEqualTo(expected.changes(table));
        }
    }
}
