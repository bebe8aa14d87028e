package io.rowkeep.worker.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.DriftPolicy;
import io.rowkeep.job.MergeOptions;
import io.rowkeep.job.PreviewReference;
import io.rowkeep.job.RestoreMode;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.TriggerPolicy;
import io.rowkeep.worker.model.RandomSite.Ended;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A random database with a base, a backup and two living copies of its tables, and the restores that are done to them. */
final class Scenario {

    private final Random random;
    private final ModelSchema schema;
    private final RandomSite site;
    private final RandomRows home;
    private final RandomRows copy;
    private final BackupId base;
    private final BackupId backup;
    private final ModelState origin;
    private final ModelState stored;

    Scenario(ModelSchema schema, RandomSite site, Random random) throws SQLException {
        this.random = random;
        this.schema = schema;
        this.site = site;
        this.home = new RandomRows(site.database(), schema, RandomSite.HOME, random);
        this.copy = new RandomRows(site.database(), schema, RandomSite.COPY, random);
        home.fill();
        site.copyAll(schema);
        origin = home.read();
        base = site.backUp(format());
        home.some();
        stored = home.read();
        backup = site.backUp(format());
    }

    private BackupFormat format() {
        return List.of(BackupFormat.JSON, BackupFormat.CSV, BackupFormat.NATIVE).get(random.nextInt(3));
    }

    /** Changes one of the copies, then restores into it, and most often undoes that, and the undo as well. */
    void restore() throws SQLException {
        RandomRows rows = random.nextInt(4) == 0 ? copy : home;
        rows.some();
        List<ModelTable> some =
                schema.tables().stream().filter(table -> random.nextInt(4) > 0).toList();
        List<ModelTable> tables = some.isEmpty() ? schema.tables() : some;
        if (random.nextInt(5) == 0) {
            replace(rows, tables);
        } else {
            new Merging(this, site, schema, rows, tables, random).run();
        }
    }

    private void replace(RandomRows rows, List<ModelTable> tables) throws SQLException {
        ModelState before = rows.read();
        ReplacedTables expected = new ReplacedTables(schema, tables, before, stored);
        FinalState judged = expected.judged();
        RestoreSpec spec = spec(rows, tables, null, false, null);

        Ended ended = site.run(spec);

        if (ended.failure() == null) {
            assertThat(judged.isBroken()).as("%s", spec).isFalse();
            rows.requireSame(expected.after(), spec);
        } else {
            assertThat(judged.isPossible()).as("%s ended as %s", spec, ended).isFalse();
            rows.requireSame(before, spec);
        }
    }

    /** How the backup compares with what the tables hold. */
    Map<ModelTable, ExpectedMerge.Compared> compared(
            List<ModelTable> tables, MergeOptions options, ModelState current) {
        Map<ModelTable, ExpectedMerge.Compared> found = new LinkedHashMap<>();
        for (ModelTable table : tables) {
            MergedTable merged = new MergedTable(
                    table,
                    options,
                    stored.of(table),
                    current.of(table),
                    options.base() == null ? null : origin.of(table));
            found.put(table, new ExpectedMerge.Compared(merged.differences(), merged.unchanged(), merged.keptByRule()));
        }
        return found;
    }

    /** Options without decisions. */
    MergeOptions options(RandomRows rows, List<ModelTable> tables) {
        return new RandomOptions(random).options(tables, stored, rows.namespace(), base);
    }

    /** @param merge null for a replace */
    RestoreSpec spec(
            RandomRows rows,
            List<ModelTable> tables,
            @Nullable MergeOptions merge,
            boolean dryRun,
            @Nullable PreviewReference preview) {
        return new RestoreSpec(
                RandomSite.SOURCE,
                RandomSite.DATASET,
                backup,
                RandomSite.SOURCE,
                rows.namespace().equals(RandomSite.HOME) ? null : rows.namespace(),
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
}
