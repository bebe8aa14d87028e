package io.rowkeep.api.download;

import java.util.Arrays;
import java.util.Locale;

/** The form of a downloaded file. */
enum DownloadFormat {
    /** One JSON document. */
    JSON("json", "application/json"),
    /** One table as plain CSV with a header row. */
    CSV("csv", "text/csv;charset=UTF-8;header=present"),
    /** One table as COPY text. */
    NATIVE("copy", "application/octet-stream"),
    /** All tables, each in a file of its own in the backup's format. */
    ZIP("zip", "application/zip");

    private final String extension;
    private final String mediaType;

    DownloadFormat(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    /**
     * Reads the name used over HTTP.
     *
     * @throws IllegalArgumentException when there is no such format
     */
    static DownloadFormat parse(String text) {
        return Arrays.stream(values())
                .filter(format -> format.id().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "A download's format is json, csv, native or zip, not '%s'".formatted(text)));
    }

    /** The name over HTTP. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The extension of the file, without the dot. */
    String extension() {
        return extension;
    }

    /** The content type. */
    String mediaType() {
        return mediaType;
    }

    /** Whether a file of this format holds exactly one table, whatever it looks like. */
    boolean ofOneTable() {
        return switch (this) {
            case CSV, NATIVE -> true;
            case JSON, ZIP -> false;
        };
    }
}
