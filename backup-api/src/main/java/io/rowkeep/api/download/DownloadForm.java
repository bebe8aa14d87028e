package io.rowkeep.api.download;

import io.rowkeep.api.problem.InvalidField;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.dataset.DocumentForm;
import io.rowkeep.failure.BackupException;
import io.rowkeep.format.BackupFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The form that a download has: what kind of file, for whom.
 *
 * @param document of a JSON document
 */
record DownloadForm(DownloadFormat format, DownloadProfile profile, DocumentForm document) {

    /**
     * The form that was asked for; what was left open fits the backup.
     *
     * @param tables how many are downloaded
     * @throws BackupException with {@code INVALID_REQUEST} when there is no such form of that backup
     */
    static DownloadForm of(Manifest manifest, RequestedForm asked, int tables) {
        DownloadFormat format = asked.format();
        DownloadProfile profile = asked.profile();
        DocumentForm document = Objects.requireNonNullElse(
                asked.document(), manifest.documentProfile().form());
        if (manifest.format() == BackupFormat.SYSTEM) {
            requireArchive(manifest, asked);
            return new DownloadForm(DownloadFormat.ZIP, DownloadProfile.PLAIN, document);
        }
        if (manifest.format() == BackupFormat.SPREADSHEET) {
            requireSpreadsheet(manifest, format, profile);
            return new DownloadForm(spreadsheet(format, tables), DownloadProfile.SPREADSHEET, document);
        }
        if (profile == DownloadProfile.SPREADSHEET) {
            return new DownloadForm(spreadsheet(format, tables), profile, document);
        }
        return new DownloadForm(
                format == null ? fitting(manifest, document, tables) : format, DownloadProfile.PLAIN, document);
    }

    /** Whether the file holds exactly one table. */
    boolean ofOneTable() {
        return format == DownloadFormat.JSON ? document.ofOneTable() : format.ofOneTable();
    }

    /** Whether the file holds spreadsheets: they lose what a restore would need. */
    boolean ofSpreadsheets() {
        return profile == DownloadProfile.SPREADSHEET;
    }

    private static void requireArchive(Manifest manifest, RequestedForm asked) {
        DownloadFormat format = asked.format();
        if (format != null && format != DownloadFormat.ZIP) {
            throw new InvalidField(
                    "format",
                    "Backup %s holds a dump and files, which cannot be made into %s: take format=zip, or another backup"
                            .formatted(manifest.backupId(), format.id()));
        }
        if (asked.profile() == DownloadProfile.SPREADSHEET) {
            throw new InvalidField(
                    "profile",
                    "Backup %s holds a dump and files, which are no spreadsheets: leave 'profile' out, or take another backup"
                            .formatted(manifest.backupId()));
        }
    }

    private static void requireSpreadsheet(
            Manifest manifest, @Nullable DownloadFormat format, @Nullable DownloadProfile profile) {
        if (format == DownloadFormat.JSON || format == DownloadFormat.NATIVE) {
            throw new InvalidField(
                    "format",
                    "Backup %s holds spreadsheets, which cannot be made into %s: take format=csv or format=zip, or another backup"
                            .formatted(manifest.backupId(), format.id()));
        }
        if (profile == DownloadProfile.PLAIN) {
            throw new InvalidField(
                    "profile",
                    "Backup %s holds spreadsheets, which have no plain form: take profile=spreadsheet, or another backup"
                            .formatted(manifest.backupId()));
        }
    }

    private static DownloadFormat spreadsheet(@Nullable DownloadFormat format, int tables) {
        return Objects.requireNonNullElse(format, tables == 1 ? DownloadFormat.CSV : DownloadFormat.ZIP);
    }

    private static DownloadFormat fitting(Manifest manifest, DocumentForm document, int tables) {
        return switch (manifest.format()) {
            case JSON -> tables == 1 || !document.ofOneTable() ? DownloadFormat.JSON : DownloadFormat.ZIP;
            case CSV, SPREADSHEET -> tables == 1 ? DownloadFormat.CSV : DownloadFormat.ZIP;
            case NATIVE -> tables == 1 ? DownloadFormat.NATIVE : DownloadFormat.ZIP;
            case SYSTEM -> DownloadFormat.ZIP;
        };
    }
}
