package io.rowkeep.worker.restore;

import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.DriftPolicy;
import io.rowkeep.job.MergeOptions;
import io.rowkeep.job.PreviewReference;
import io.rowkeep.job.RestoreMode;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.TriggerPolicy;
import io.rowkeep.worker.change.ChangeBench;
import org.jspecify.annotations.Nullable;

/** A restore as a test asks for it, one choice after the other. */
record Restoring(RestoreSpec spec) {

    /** A replace of these tables, or all, in the backup's own source. */
    static Restoring of(SavedBackup backup, String... tables) {
        return new Restoring(RestoreSpec.replace(
                new SourceName("school"), DatasetName.ALL, backup.id, ChangeBench.names(tables), true));
    }

    Restoring merging(MergeOptions options) {
        return with(
                spec.source(),
                spec.schema(),
                RestoreMode.MERGE,
                options,
                spec.drift(),
                spec.triggers(),
                spec.dryRun(),
                spec.preview());
    }

    Restoring into(SourceName source, @Nullable String schema) {
        return with(
                source,
                schema,
                spec.mode(),
                spec.merge(),
                spec.drift(),
                spec.triggers(),
                spec.dryRun(),
                spec.preview());
    }

    Restoring into(String schema) {
        return into(spec.source(), schema);
    }

    Restoring lenient() {
        return with(
                spec.source(),
                spec.schema(),
                spec.mode(),
                spec.merge(),
                DriftPolicy.LENIENT,
                spec.triggers(),
                spec.dryRun(),
                spec.preview());
    }

    Restoring withTriggers() {
        return with(
                spec.source(),
                spec.schema(),
                spec.mode(),
                spec.merge(),
                spec.drift(),
                TriggerPolicy.RUN,
                spec.dryRun(),
                spec.preview());
    }

    Restoring dry() {
        return with(
                spec.source(),
                spec.schema(),
                spec.mode(),
                spec.merge(),
                spec.drift(),
                spec.triggers(),
                true,
                spec.preview());
    }

    Restoring after(PreviewReference preview) {
        return new Restoring(spec.after(preview));
    }

    private Restoring with(
            SourceName source,
            @Nullable String schema,
            RestoreMode mode,
            @Nullable MergeOptions merge,
            DriftPolicy drift,
            TriggerPolicy triggers,
            boolean dryRun,
            @Nullable PreviewReference preview) {
        return new Restoring(new RestoreSpec(
                source,
                spec.dataset(),
                spec.backupId(),
                spec.from(),
                schema,
                mode,
                spec.tables(),
                merge,
                drift,
                triggers,
                dryRun,
                preview,
                spec.safetyBackup()));
    }
}
