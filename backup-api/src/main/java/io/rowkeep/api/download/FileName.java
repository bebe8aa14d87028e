package io.rowkeep.api.download;

import io.rowkeep.artifact.EntryNames;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.DocumentProfile;
import io.rowkeep.dataset.FileNamePattern;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How a downloaded file is called. */
final class FileName {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private FileName() {}

    /** The name that the dataset's configuration wants, else the profile. */
    static String of(Manifest manifest, Selection selection) {
        DocumentProfile profile = manifest.documentProfile();
        FileNamePattern configured = selection.ofOneTable() ? profile.tableFile() : profile.wholeFile();
        return configured == null ? usual(manifest, selection) : configured(manifest, selection, configured);
    }

    private static String configured(Manifest manifest, Selection selection, FileNamePattern pattern) {
        LocalNames names = new LocalNames(manifest);
        String subject = selection.ofOneTable()
                ? names.subject(selection.tables().getFirst())
                : manifest.dataset().value();
        return names.of(pattern, subject, selection.form().format());
    }

    private static String usual(Manifest manifest, Selection selection) {
        return switch (selection.form().profile()) {
            case PLAIN -> plain(manifest, selection);
            case SPREADSHEET -> spreadsheet(manifest, selection);
        };
    }

    /** {@code school_all_backup_20261121T030000Z.zip}; of a single table that was asked for {@code public.students_backup_…}. */
    private static String plain(Manifest manifest, Selection selection) {
        String subject = selection.tableNamed() && selection.tables().size() == 1
                ? selection.tables().getFirst().name().toString()
                : whole(manifest);
        return "%s_backup_%s.%s"
                .formatted(
                        EntryNames.safe(subject),
                        STAMP.format(manifest.createdAt()),
                        selection.form().format().extension());
    }

    /** {@code students_backup_21_11_2026_03_00_00.csv}; of all tables of dataset {@code all} {@code complete_backup_….json}. */
    private static String spreadsheet(Manifest manifest, Selection selection) {
        LocalNames names = new LocalNames(manifest);
        DownloadFormat format = selection.form().format();
        if (selection.ofOneTable()) {
            TableEntry table = selection.tables().getFirst();
            return names.of(names.subject(table), format);
        }
        boolean complete = !selection.tableNamed() && manifest.dataset().equals(DatasetName.ALL);
        return names.of(complete ? "complete" : whole(manifest), format);
    }

    private static String whole(Manifest manifest) {
        return manifest.source() + "_" + manifest.dataset();
    }
}
