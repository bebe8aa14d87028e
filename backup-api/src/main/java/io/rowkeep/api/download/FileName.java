package io.rowkeep.api.download;

import io.rowkeep.artifact.EntryNames;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.DatasetName;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How a downloaded file is called. */
final class FileName {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private FileName() {}

    /** The name that the profile wants. */
    static String of(Manifest manifest, Selection selection) {
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
        SpreadsheetNames names = new SpreadsheetNames(manifest);
        DownloadFormat format = selection.form().format();
        boolean oneTable = format.ofOneTable()
                || (selection.tableNamed() && selection.tables().size() == 1);
        if (oneTable) {
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
