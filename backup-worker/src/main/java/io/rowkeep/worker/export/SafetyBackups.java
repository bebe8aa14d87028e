package io.rowkeep.worker.export;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.BackupContent;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.ManifestText;
import io.rowkeep.artifact.Sha256;
import io.rowkeep.control.BackupRecord;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.TableName;
import io.rowkeep.dataset.TablePattern;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.JobSpec;
import io.rowkeep.job.SkippedTable;
import io.rowkeep.job.TimeOrderedIds;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.source.Selection;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.SourceSession;
import io.rowkeep.worker.source.SourceTable;
import io.rowkeep.worker.source.TargetChange;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Saves what a job changes of tables, in the way of every backup. Safe for use by many threads. */
public final class SafetyBackups {

    private final BackupWriter writer;
    private final TimeOrderedIds ids;

    /** @param writer the one of this process */
    public SafetyBackups(BackupWriter writer, TimeOrderedIds ids) {
        this.writer = writer;
        this.ids = ids;
    }

    /** The id of the next one: every attempt has its own. */
    public BackupId next() {
        return new BackupId(ids.next());
    }

    /**
     * Saves tables as they are now, whether or not a dataset selects them, and writes the manifest: when this returns, they can be put back.
     *
     * @param tables in any order; an empty one is saved too
     * @param whileSaving runs again and again on this thread, several times a second while there is something to read or to wait for
     * @return the entry in the catalogue
     * @throws BackupException with {@code UNSUPPORTED} when one of the tables cannot be saved, naming it and why
     */
    public BackupRecord save(
            BackupId id, Source source, Collection<TableName> tables, Attempt attempt, Runnable whileSaving) {
        NewBackup backup = backup(id, attempt.claim().spec(), BackupContent.ROWS);
        attempt.saving(id);
        return decide(backup, writer.store(backup, source, session -> select(session, backup, tables), attempt, () -> {
            attempt.checkpoint();
            whileSaving.run();
        }));
    }

    /**
     * Saves what a change that is made and not committed has changed: images of its rows. When this returns, it can be undone.
     *
     * @param change remembers what it changed
     * @param tables every changed one; where no row changed, there is no image
     * @param whileSaving runs again and again on this thread while there is something to wait for and nothing is read from the change
     */
    public SavedImages saveImages(
            BackupId id, TargetChange change, Collection<TableName> tables, Attempt attempt, Runnable whileSaving) {
        NewBackup backup = backup(id, attempt.claim().spec(), BackupContent.BEFORE_IMAGES);
        attempt.saving(id);
        Manifest manifest = writer.storeImages(backup, change, tables, attempt, whileSaving);
        return new SavedImages(decide(backup, manifest), Sha256.hex(ManifestText.write(manifest)));
    }

    private BackupRecord decide(NewBackup backup, Manifest manifest) {
        if (writer.cell(backup.keys()).decide(manifest) instanceof Outcome.Succeeded done && done.backup() != null) {
            return done.backup();
        }
        throw new IllegalStateException("Somebody else decided the safety backup %s".formatted(backup.id()));
    }

    /**
     * The catalogue entry of one that a job of this specification wrote.
     *
     * @return empty when it is gone, or not what was stored: it cannot be put back any more
     * @throws BackupException when storage cannot be read now
     */
    public Optional<BackupRecord> find(BackupId id, JobSpec spec) {
        try {
            @Nullable
            BackupRecord found = writer.cell(ArtifactKeys.of(spec.source(), spec.dataset(), id))
                    .decided()
                    .map(decided -> decided instanceof Outcome.Succeeded done ? done.backup() : null)
                    .orElse(null);
            return Optional.ofNullable(found);
        } catch (BackupException e) {
            return switch (e.code()) {
                case ARTIFACT_DAMAGED, FORMAT_UNSUPPORTED -> Optional.empty();
                default -> throw e;
            };
        }
    }

    /** In the form that costs least and loses nothing: nobody downloads it. */
    private static NewBackup backup(BackupId id, JobSpec spec, BackupContent content) {
        return new NewBackup(spec.source(), spec.dataset(), id, BackupFormat.NATIVE, null, spec.jobKind(), content);
    }

    private static Selection select(SourceSession session, NewBackup backup, Collection<TableName> tables) {
        List<TablePattern> exactly =
                tables.stream().map(table -> new TablePattern(table.toString())).toList();
        Selection selection = session.select(
                new DatasetDefinition(backup.dataset(), exactly, List.of(), List.of(), null, null), List.of());
        Set<TableName> missing = new HashSet<>(tables);
        selection.tables().stream().map(SourceTable::name).forEach(missing::remove);
        if (!missing.isEmpty()) {
            throw new BackupException(
                    ErrorCode.UNSUPPORTED,
                    "Source %s, %s: a table that cannot be saved first cannot be changed"
                            .formatted(backup.source(), reasons(missing, selection)));
        }
        return selection;
    }

    private static String reasons(Set<TableName> missing, Selection selection) {
        return missing.stream()
                .sorted()
                .map(table -> "%s (%s)"
                        .formatted(
                                table,
                                selection.skipped().stream()
                                        .filter(skipped -> skipped.name().equals(table))
                                        .map(SkippedTable::reason)
                                        .findFirst()
                                        .orElse("not a table of its own")))
                .collect(Collectors.joining(", "));
    }
}
