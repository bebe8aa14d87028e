package io.rowkeep.api.download;

import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.TableEntry;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** How a downloaded file is called. */
final class FileName {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private FileName() {}

    /** {@code school_all_backup_20261121T030000Z.zip}; of a single table that was asked for {@code public.students_backup_…}. */
    static String of(Manifest manifest, List<TableEntry> entries, boolean tableNamed, DownloadFormat format) {
        String subject = tableNamed && entries.size() == 1
                ? entries.getFirst().name().toString()
                : manifest.source() + "_" + manifest.dataset();
        return "%s_backup_%s.%s"
                .formatted(EntryNames.safe(subject), STAMP.format(manifest.createdAt()), format.extension());
    }

    /** The header {@code Content-Disposition} as RFC 6266 has it: plain for old clients, exact for the others. */
    static String disposition(String name) {
        String plain = name.replaceAll("[^\\x20-\\x7e]|[\"%\\\\]", "_");
        String header = "attachment; filename=\"%s\"".formatted(plain);
        return plain.equals(name) ? header : header + "; filename*=UTF-8''" + encode(name);
    }

    private static String encode(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._".indexOf(c) >= 0);
            encoded.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return encoded.toString();
    }
}
