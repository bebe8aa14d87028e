package io.rowkeep.api.download;

import io.rowkeep.api.backup.VisibleBackups;
import io.rowkeep.api.problem.InvalidField;
import io.rowkeep.api.security.Access;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.control.BackupRecord;
import io.rowkeep.dataset.DocumentForm;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.BackupFormat;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Sends backups as files. Memory does not depend on their size; what fails before the first 64 KiB are sent is a problem. */
@RestController
class DownloadController {

    /** Says {@code false} of a file that no restore can read. */
    private static final String RESTORABLE = "Rowkeep-Restorable";

    private static final int SENT_AT_ONCE = 64 << 10;

    private final VisibleBackups backups;
    private final BackupReader reader;
    private final Clock clock;

    DownloadController(VisibleBackups backups, BackupReader reader, Clock clock) {
        this.backups = backups;
        this.reader = reader;
        this.clock = clock;
    }

    @GetMapping("/api/v1/backups/{id}/download")
    void download(
            @AuthenticationPrincipal Access access,
            @PathVariable BackupId id,
            @RequestParam(required = false) @Nullable String format,
            @RequestParam(required = false) @Nullable String profile,
            @RequestParam(required = false) @Nullable String form,
            @RequestParam(required = false) String @Nullable [] table,
            HttpServletResponse response)
            throws IOException {
        BackupRecord backup = backups.require(access, id);
        Manifest manifest = reader.manifest(backup.source(), backup.dataset(), id);
        RequestedForm asked = new RequestedForm(
                parse("format", format, DownloadFormat::parse),
                parse("profile", profile, DownloadProfile::parse),
                parse("form", form, DocumentForm::parse));
        Selection selection = Selection.of(manifest, asked, tables(table));
        response.setBufferSize(SENT_AT_ONCE);
        response.setContentType(selection.form().format().mediaType());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.of(FileName.of(manifest, selection)));
        if (selection.form().ofSpreadsheets() || !manifest.restorable()) {
            response.setHeader(RESTORABLE, "false");
        }
        write(manifest, selection, response.getOutputStream());
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

    private static <T> @Nullable T parse(String parameter, @Nullable String text, Function<String, T> parser) {
        try {
            return text == null ? null : parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw wrong(parameter, e);
        }
    }

    private static List<TableName> tables(String @Nullable [] texts) {
        try {
            return texts == null
                    ? List.of()
                    : Stream.of(texts).map(TableName::parse).distinct().toList();
        } catch (IllegalArgumentException e) {
            throw wrong("table", e);
        }
    }

    private static InvalidField wrong(String parameter, IllegalArgumentException e) {
        return new InvalidField(parameter, "The parameter '%s' is wrong: %s".formatted(parameter, e.getMessage()));
    }
}
