package io.rowkeep.api.download;

import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.control.BackupRecord;
import io.rowkeep.control.Caller;
import io.rowkeep.control.Downloads;
import io.rowkeep.format.BackupFormat;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Sends backups as files. Memory does not depend on their size; what fails before the first 64 KiB are sent is a problem. Thread-safe. */
@Component
final class BackupFiles {

    /** Says {@code false} of a file that no restore can read. */
    private static final String RESTORABLE = "Rowkeep-Restorable";

    private static final int SENT_AT_ONCE = 64 << 10;

    private final BackupReader reader;
    private final Downloads downloads;
    private final Clock clock;

    BackupFiles(BackupReader reader, Downloads downloads, Clock clock) {
        this.reader = reader;
        this.downloads = downloads;
        this.clock = clock;
    }

    /**
     * The whole answer: headers and content, which is on record before its first byte is sent; of a HEAD the headers alone, since
     * nobody gets anything.
     */
    void send(BackupRecord backup, FileRequest file, Caller caller, HttpMethod method, HttpServletResponse response)
            throws IOException {
        Manifest manifest = reader.manifest(backup.source(), backup.dataset(), backup.id());
        Selection selection = Selection.of(manifest, file.form(), file.tables());
        response.setBufferSize(SENT_AT_ONCE);
        Compression compression = file.compression();
        response.setContentType(compression.mediaType(selection.form().format().mediaType()));
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.of(compression.name(FileName.of(manifest, selection))));
        if (selection.form().ofSpreadsheets() || !manifest.restorable()) {
            response.setHeader(RESTORABLE, "false");
        }
        if (!method.equals(HttpMethod.HEAD)) {
            OutputStream sent = new AnnouncedBytes(
                    response.getOutputStream(),
                    SENT_AT_ONCE,
                    () -> downloads.begin(backup.source(), file.taken(backup.id(), selection.form()), caller));
            compression.write(out -> write(manifest, selection, out), sent);
            sent.flush();
        }
        response.flushBuffer();
    }

    private void write(Manifest manifest, Selection selection, OutputStream out) throws IOException {
        if (manifest.format() == BackupFormat.SYSTEM) {
            new SystemArchive(reader, manifest).write(out);
            return;
        }
        TableWriter tables = new TableWriter(reader, manifest);
        TableFiles files = switch (selection.form().profile()) {
            case PLAIN -> new PlainFiles(tables, manifest);
            case SPREADSHEET -> new SpreadsheetFiles(tables, manifest);
        };
        List<TableEntry> entries = selection.tables();
        switch (selection.form().format()) {
            case JSON -> writeJson(selection, tables, manifest, out);
            case ZIP -> ZipArchive.write(files.archived(entries), files.modified(), out);
            case CSV -> files.writeCsv(entries.getFirst(), out);
            case NATIVE -> tables.write(entries.getFirst(), BackupFormat.NATIVE, out::write);
        }
    }

    private void writeJson(Selection selection, TableWriter tables, Manifest manifest, OutputStream out)
            throws IOException {
        List<TableEntry> entries = selection.tables();
        switch (selection.form().document()) {
            case TABLES -> new TablesDocument(tables, manifest, out).write(entries, clock.instant());
            case USERS -> new RecordsDocument(tables, manifest, out).writeNamed(entries.getFirst());
            case ARRAY -> new RecordsDocument(tables, manifest, out).writeArray(entries.getFirst());
        }
    }
}
