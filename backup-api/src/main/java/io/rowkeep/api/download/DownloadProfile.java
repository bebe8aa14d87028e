package io.rowkeep.api.download;

import java.util.Arrays;
import java.util.Locale;

/** Whom a downloaded file is for. */
enum DownloadProfile {
    /** Programs: values as the server prints them. */
    PLAIN,
    /** People with a spreadsheet program: columns, headings, dates and file names as the dataset's configuration has them. */
    SPREADSHEET;

    /**
     * Reads the name used over HTTP.
     *
     * @throws IllegalArgumentException when there is no such profile
     */
    static DownloadProfile parse(String text) {
        return Arrays.stream(values())
                .filter(profile -> profile.id().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "A download's profile is plain or spreadsheet, not '%s'".formatted(text)));
    }

    /** The name over HTTP. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
