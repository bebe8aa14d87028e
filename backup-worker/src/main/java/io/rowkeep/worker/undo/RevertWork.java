package io.rowkeep.worker.undo;

import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.ImageColumns;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.DriftPolicy;
import io.rowkeep.job.UndoSpec;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.change.ChangeProgress;
import io.rowkeep.worker.change.JudgedWork;
import io.rowkeep.worker.change.PreparedWork;
import io.rowkeep.worker.restore.SavedTables;
import io.rowkeep.worker.source.LedgerRow;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.TargetSession;
import io.rowkeep.worker.source.TargetView;
import java.util.List;

/** Puts the rows back that a job has changed, by their before-images, and touches no other. */
final class RevertWork implements PreparedWork {

    private final UndoSpec spec;
    private final BackupReader reader;
    private final Manifest images;
    private final List<TableEntry> changed;
    private final SavedTables tables;
    private final List<KeepRule> rules;
    private final ChangeProgress progress;

    private RevertWork(
            UndoSpec spec,
            BackupReader reader,
            Manifest images,
            List<TableEntry> changed,
            SavedTables tables,
            List<KeepRule> rules,
            ChangeProgress progress) {
        this.spec = spec;
        this.reader = reader;
        this.images = images;
        this.changed = changed;
        this.tables = tables;
        this.rules = rules;
        this.progress = progress;
    }

    /**
     * Believes the images only when the database that was changed knows them.
     *
     * @throws BackupException with {@code UNSUPPORTED} when the job did not change this database, {@code ARTIFACT_DAMAGED} when these
     *     are not the images that were stored
     */
    static PreparedWork prepare(
            UndoSpec spec, BackupReader reader, Source source, TargetSession session, Attempt attempt) {
        Manifest images = reader.manifest(spec.source(), spec.dataset(), spec.backupId(), digest(spec, session));
        List<TableEntry> changed =
                images.tables().stream().filter(table -> table.rows() > 0).toList();
        SavedTables tables = SavedTables.ofImages(
                reader,
                images,
                changed.stream().map(RevertWork::withoutDescription).toList());
        tables.fit(session.describe(tables.names()), DriftPolicy.STRICT);
        ChangeProgress progress = new ChangeProgress(attempt, changed.size());
        return new RevertWork(spec, reader, images, changed, tables, source.keepRules(), progress);
    }

    @Override
    public List<TableName> tables() {
        return tables.names();
    }

    @Override
    public JudgedWork judge(TargetView view) {
        tables.fit(view.schema(), DriftPolicy.STRICT);
        RevertedTables reverted = new RevertedTables(reader, images, changed, progress);
        reverted.stage(view);
        if (!rules.isEmpty()) {
            reverted.protect(view, rules);
        }
        return reverted.judge(view, spec.force());
    }

    private static String digest(UndoSpec spec, TargetSession session) {
        LedgerRow row = session.ledgerRow(spec.undoes())
                .filter(found -> found.decision() == LedgerRow.Decision.APPLIED)
                .orElseThrow(() -> new BackupException(
                        ErrorCode.UNSUPPORTED,
                        "Job %s can be undone only in the database that it has changed, and the ledger of source %s does not know it"
                                .formatted(spec.undoes(), spec.source())));
        if (row.undoDigest() == null) {
            throw new BackupException(
                    ErrorCode.ARTIFACT_DAMAGED,
                    "Backup %s says that it holds the before-images of job %s, which has none by the ledger of source %s"
                            .formatted(spec.backupId(), spec.undoes(), spec.source()));
        }
        return row.undoDigest();
    }

    /** The table as it was, for a comparison with what it is. */
    private static TableEntry withoutDescription(TableEntry images) {
        return new TableEntry(
                images.name(),
                ImageColumns.ofTable(images.columns()),
                images.generated(),
                images.lineFormat(),
                images.primaryKey(),
                images.sequences(),
                images.rows(),
                images.bytes(),
                images.storedBytes(),
                images.parts(),
                images.partList());
    }
}
