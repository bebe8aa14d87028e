package io.rowkeep.api.download;

import io.rowkeep.api.problem.InvalidField;
import io.rowkeep.api.request.Names;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.LineFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a backup is downloaded, and in which form.
 *
 * @param tableNamed whether the caller named tables
 */
record Selection(DownloadForm form, List<TableEntry> tables, boolean tableNamed) {

    /**
     * Makes sense of a request.
     *
     * @param names empty for all tables
     * @throws BackupException with {@code TABLE_NOT_FOUND}, or {@code INVALID_REQUEST} when the form holds one table and several
     *     would be downloaded, or when the backup has no such form
     */
    static Selection of(Manifest manifest, RequestedForm asked, List<TableName> names) {
        List<TableEntry> tables = tables(manifest, names);
        DownloadForm form = DownloadForm.of(manifest, asked, tables.size());
        if (form.ofOneTable() && tables.size() != 1) {
            throw new InvalidField(
                    "table",
                    "%s holds one table: name one with table=, or take %sformat=zip; the backup has: %s"
                            .formatted(
                                    form.format() == DownloadFormat.JSON
                                            ? "A document in form "
                                                    + form.document().id()
                                            : "A download in format "
                                                    + form.format().id(),
                                    form.format() == DownloadFormat.JSON ? "form=tables or " : "",
                                    Names.of(names(manifest))));
        }
        requireColumns(manifest, form, tables);
        return new Selection(form, tables, !names.isEmpty());
    }

    /** Whether the file is about one table, and may be called after it. */
    boolean ofOneTable() {
        return form.ofOneTable() || (tableNamed && tables.size() == 1);
    }

    private static List<TableEntry> tables(Manifest manifest, List<TableName> names) {
        List<TableName> unknown = new ArrayList<>(names);
        unknown.removeAll(names(manifest));
        if (!unknown.isEmpty()) {
            throw new BackupException(
                    ErrorCode.TABLE_NOT_FOUND,
                    "Backup %s has no table %s; it has: %s"
                            .formatted(manifest.backupId(), Names.of(unknown), Names.of(names(manifest))));
        }
        return manifest.tables().stream()
                .filter(table -> names.isEmpty() || names.contains(table.name()))
                .toList();
    }

    private static void requireColumns(Manifest manifest, DownloadForm form, List<TableEntry> tables) {
        boolean ofColumns = form.format() == DownloadFormat.CSV || form.ofSpreadsheets();
        if (ofColumns && tables.stream().anyMatch(table -> table.lineFormat() == LineFormat.EJSON)) {
            throw new InvalidField(
                    "format",
                    "Backup %s holds documents, which have no columns: take format=json, format=native or format=zip"
                            .formatted(manifest.backupId()));
        }
    }

    private static List<TableName> names(Manifest manifest) {
        return manifest.tables().stream().map(TableEntry::name).toList();
    }
}
