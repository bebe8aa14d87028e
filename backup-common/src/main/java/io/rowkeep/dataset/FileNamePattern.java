package io.rowkeep.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How a downloaded file is called, without its extension.
 *
 * @param text where <code>{table}</code> stands for the table's name, and any other braces hold a pattern of {@code java.time} for the
 *     moment of the backup: <code>{table}_backup_{yyyyMMdd_HHmmss}</code>
 */
public record FileNamePattern(@JsonValue String text) {

    @JsonCreator
    public FileNamePattern {}
}
