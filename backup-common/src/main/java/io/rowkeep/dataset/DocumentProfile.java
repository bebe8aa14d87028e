package io.rowkeep.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How downloads of a dataset look, apart from spreadsheets. Manifests hold it as it was when the backup was taken.
 *
 * @param form of JSON documents
 * @param tableFile how the file of one table is called; null for the usual name
 * @param wholeFile how a file of several tables is called, which has the dataset's name where a table's would stand; null for the usual name
 * @param times how JSON documents write dates with a time; null for the server's own text
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DocumentProfile(
        DocumentForm form,
        @Nullable FileNamePattern tableFile,
        @Nullable FileNamePattern wholeFile,
        @Nullable DocumentTimes times) {

    /** What holds where nothing is configured. */
    public static final DocumentProfile PLAIN = new DocumentProfile(DocumentForm.TABLES, null, null, null);
}
