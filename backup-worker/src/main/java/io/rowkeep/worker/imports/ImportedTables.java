package io.rowkeep.worker.imports;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.SpreadsheetProfile;
import io.rowkeep.job.ImportSpec;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.export.OpenedTables;
import io.rowkeep.worker.settings.ImportLimits;
import io.rowkeep.worker.source.Selection;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.SourceSession;
import io.rowkeep.worker.source.SourceTable;
import io.rowkeep.worker.source.StagedSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns one upload into tables: reads it once to know what it is, and once more to load it. For one attempt and one thread. */
final class ImportedTables {

    private static final String NAME = "The file";

    private final ImportSpec spec;
    private final UploadedFile file;
    private final ImportLimits limits;
    private final int maxRowBytes;
    private final Attempt attempt;

    ImportedTables(ImportSpec spec, UploadedFile file, ImportLimits limits, int maxRowBytes, Attempt attempt) {
        this.spec = spec;
        this.file = file;
        this.limits = limits;
        this.maxRowBytes = maxRowBytes;
        this.attempt = attempt;
    }

    /** Loads the file into places beside its tables. */
    OpenedTables open(Source source, SourceSession session) {
        DatasetDefinition dataset = source.datasetOfTables(spec.dataset());
        List<SpreadsheetProfile> spreadsheets = source.datasets().stream()
                .flatMap(configured -> Stream.ofNullable(configured.spreadsheet()))
                .toList();
        return open(
                new TargetTables(spec.dataset(), session.destinations(dataset), spreadsheets),
                () -> session.openStage(dataset));
    }

    /** The same for tables that are known; the stage is not opened for a file that is refused at first sight. */
    OpenedTables open(TargetTables targets, Supplier<StagedSnapshot> stages) {
        SourceTable named = spec.table() == null ? null : targets.get(spec.table());
        try {
            FileLoad load = survey(targets, named);
            StagedSnapshot stage = stages.get();
            try {
                return staged(stage, load);
            } catch (IOException | RuntimeException e) {
                closeAfter(e, stage);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file of backup %s cannot be read".formatted(spec.backupId()), e);
        }
    }

    private OpenedTables staged(StagedSnapshot stage, FileLoad load) throws IOException {
        Loading loading = new Loading(stage, maxRowBytes, attempt::checkpoint);
        load(load, loading);
        if (loading.tables().isEmpty()) {
            throw Refusal.of("%s holds no table: there is nothing to import".formatted(NAME));
        }
        loading.tables().forEach(stage::requireHoldable);
        return new OpenedTables(
                new Selection(loading.tables(), List.of(), List.of()),
                new PrintedSnapshot(stage, limits.maxUnpackedBytes()));
    }

    /** What was put beside the tables does not end with the session everywhere. */
    private static void closeAfter(Exception failure, StagedSnapshot stage) {
        try {
            stage.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private FileLoad survey(TargetTables targets, @Nullable SourceTable named) throws IOException {
        try (OpenFile open = OpenFile.of(file, limits)) {
            return open.isArchive() ? archive(open, targets, named) : single(open, targets, named);
        }
    }

    private FileLoad archive(OpenFile open, TargetTables targets, @Nullable SourceTable named) throws IOException {
        Archive archive = new Archive(targets, named, spec.format(), limits);
        archive.survey(open.entries(limits));
        return (again, loading) -> archive.load(again.entries(limits), loading);
    }

    private FileLoad single(OpenFile open, TargetTables targets, @Nullable SourceTable named) throws IOException {
        FilePlan plan = FileForm.survey(
                Packing.requirePlain(open.content(), NAME), NAME, spec.format(), targets, named, limits.maxDepth());
        return (again, loading) -> {
            CountedStream content = again.content();
            plan.load(content, loading);
            content.drain();
        };
    }

    private void load(FileLoad load, Loading loading) throws IOException {
        try (OpenFile again = OpenFile.of(file, limits)) {
            load.load(again, loading);
            again.verify();
        }
    }

    /** The second reading. */
    private interface FileLoad {
        void load(OpenFile file, Loading loading) throws IOException;
    }
}
