package io.rowkeep.worker.imports;

import io.rowkeep.format.LineFormat;
import io.rowkeep.job.ImportFormat;
import io.rowkeep.worker.source.SourceTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import org.jspecify.annotations.Nullable;

/** Finds out what an unpacked file is. Stateless. */
final class FileForm {

    private static final int LOOKED_AT = 512;
    private static final int[] MARK = {0xef, 0xbb, 0xbf};

    private FileForm() {}

    /**
     * Reads as much of a file as it takes to know what it holds.
     *
     * @param name the file's, for a sentence
     * @param format null when the content is to say it
     * @param named the table of its records; null when the file is to say it
     */
    static FilePlan survey(
            InputStream unpacked,
            String name,
            @Nullable ImportFormat format,
            TargetTables targets,
            @Nullable SourceTable named,
            int maxDepth)
            throws IOException {
        PushbackInputStream in = new PushbackInputStream(unpacked, LOOKED_AT);
        return switch (format == null ? sniff(in, name) : format) {
            case JSON -> JsonSurvey.of(JsonFile.open(in, name, maxDepth), targets, named, maxDepth);
            case JSONL -> new RecordFile(require(named, name), false, name, maxDepth);
            case CSV -> {
                SourceTable table = requireColumns(require(named, name), name);
                yield new CsvFile(table, targets.headings(table.name()), name);
            }
            case COPY -> {
                SourceTable table = requireColumns(require(named, name), name);
                yield new CopyFile(table, table.columns(), name);
            }
        };
    }

    private static ImportFormat sniff(PushbackInputStream in, String name) throws IOException {
        byte[] start = in.readNBytes(LOOKED_AT);
        in.unread(start);
        if (isUtf16(start)) {
            throw Refusal.of("%s is UTF-16 and not UTF-8: save it in that encoding".formatted(name));
        }
        int at = 0;
        while (at < MARK.length && at < start.length && (start[at] & 0xff) == MARK[at]) {
            at++;
        }
        at = at == MARK.length ? at : 0;
        while (at < start.length && " \t\r\n".indexOf(start[at]) >= 0) {
            at++;
        }
        if (at == start.length && start.length < LOOKED_AT) {
            throw Refusal.of("%s is empty".formatted(name));
        }
        if (start.length > 1 && start[0] == '-' && start[1] == '-') {
            throw Refusal.of("%s begins like a form of a web page: send the file itself as the body of the request"
                    .formatted(name));
        }
        boolean json = at < start.length && (start[at] == '{' || start[at] == '[');
        return json ? ImportFormat.JSON : ImportFormat.CSV;
    }

    private static boolean isUtf16(byte[] start) {
        int mark = start.length < 2 ? 0 : ((start[0] & 0xff) << 8) | (start[1] & 0xff);
        return mark == 0xfeff || mark == 0xfffe;
    }

    private static SourceTable requireColumns(SourceTable table, String name) {
        if (table.lineFormat() == LineFormat.EJSON) {
            throw Refusal.of(
                    "%s is read as rows of columns, and %s is a collection, whose documents have none: send JSON"
                            .formatted(name, table.name()));
        }
        return table;
    }

    private static SourceTable require(@Nullable SourceTable named, String name) {
        if (named == null) {
            throw Refusal.of("%s does not say which table its records are of: name it with table=".formatted(name));
        }
        return named;
    }
}
