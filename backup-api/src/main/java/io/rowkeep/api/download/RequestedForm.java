package io.rowkeep.api.download;

import io.rowkeep.api.problem.InvalidField;
import io.rowkeep.dataset.DocumentForm;
import org.jspecify.annotations.Nullable;

/**
 * The form of a download that a request asks for.
 *
 * @param format null for the one that fits the backup
 * @param profile null for the one that fits the backup
 * @param document of a JSON document; null for the dataset's
 */
record RequestedForm(
        @Nullable DownloadFormat format,
        @Nullable DownloadProfile profile,
        @Nullable DocumentForm document) {

    /** Whoever names the form of a document wants one, and there are spreadsheets of nothing but tables. */
    RequestedForm {
        if (document != null && format == null) {
            format = DownloadFormat.JSON;
        }
        if (document != null && format != DownloadFormat.JSON) {
            throw new InvalidField(
                    "form",
                    "The form '%s' is one of JSON documents: take format=json, or leave form out"
                            .formatted(document.id()));
        }
        if (profile == DownloadProfile.SPREADSHEET
                && (format == DownloadFormat.JSON || format == DownloadFormat.NATIVE)) {
            throw new InvalidField(
                    "profile",
                    "There is no spreadsheet in format %s: take format=csv or format=zip, or leave 'profile' out"
                            .formatted(format.id()));
        }
    }
}
