package io.rowkeep.api.download;

import io.rowkeep.artifact.EntryNames;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.FileNamePattern;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Names of files that tell the time of the backup in the time zone of the dataset's profile. */
final class LocalNames {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("dd_MM_yyyy_HH_mm_ss", Locale.ROOT);

    private final Manifest manifest;

    LocalNames(Manifest manifest) {
        this.manifest = manifest;
    }

    /** The time of the backup. */
    ZonedDateTime moment() {
        return manifest.createdAt().atZone(manifest.spreadsheetProfile().timeZone());
    }

    /** The usual name for people of a file about that: {@code students_backup_21_11_2026_08_34_05.csv}. */
    String of(String subject, DownloadFormat format) {
        return "%s_backup_%s.%s".formatted(EntryNames.safe(subject), STAMP.format(moment()), format.extension());
    }

    /** The name of a file about that as the dataset's configuration wants it. */
    String of(FileNamePattern pattern, String subject, DownloadFormat format) {
        return "%s.%s".formatted(EntryNames.safe(pattern.name(subject, moment())), format.extension());
    }

    /** The table's own name; with its schema when the backup has another table of that name, or one that differs in case only. */
    String subject(TableEntry table) {
        String name = table.name().name();
        return shared(table) ? table.name().schema() + "." + name : name;
    }

    /** Whether the backup has another table of that name, or one that differs in case only. */
    boolean shared(TableEntry table) {
        return manifest.tables().stream()
                        .filter(other -> other.name()
                                .name()
                                .equalsIgnoreCase(table.name().name()))
                        .count()
                > 1;
    }
}
