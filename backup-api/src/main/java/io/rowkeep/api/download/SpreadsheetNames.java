package io.rowkeep.api.download;

import io.rowkeep.artifact.EntryNames;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.TableEntry;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How files for people are called: {@code students_backup_21_11_2026_08_34_05.csv}, in the time zone of the dataset's profile. */
final class SpreadsheetNames {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("dd_MM_yyyy_HH_mm_ss", Locale.ROOT);

    private final Manifest manifest;

    SpreadsheetNames(Manifest manifest) {
        this.manifest = manifest;
    }

    /** The name of a file about that. */
    String of(String subject, DownloadFormat format) {
        return "%s_backup_%s.%s"
                .formatted(
                        EntryNames.safe(subject),
                        STAMP.format(manifest.createdAt()
                                .atZone(manifest.spreadsheetProfile().timeZone())),
                        format.extension());
    }

    /** The table's own name; with its schema when the backup has another table of that name, or one that differs in case only. */
    String subject(TableEntry table) {
        String name = table.name().name();
        boolean shared = manifest.tables().stream()
                        .filter(other -> other.name().name().equalsIgnoreCase(name))
                        .count()
                > 1;
        return shared ? table.name().schema() + "." + name : name;
    }
}
