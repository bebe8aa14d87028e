package io.rowkeep.api.download;

import io.rowkeep.api.backup.RequestedParameters;
import io.rowkeep.api.problem.InvalidField;
import io.rowkeep.api.request.KnownParameters;
import io.rowkeep.api.request.Names;
import io.rowkeep.control.AnnouncedDataset;
import io.rowkeep.dataset.DocumentForm;
import io.rowkeep.dataset.QueryParameter;
import io.rowkeep.dataset.QueryParameters;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.BackupFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * A file that is to be made and sent at once.
 *
 * @param stored the format of the backup that it is made of
 * @param parameters of the dataset's query, checked
 */
record ExportRequest(FileRequest file, BackupFormat stored, Map<String, String> parameters) {

    /**
     * Makes sense of a request.
     *
     * @param file what it says of the file
     * @param address all its parameters
     * @param documents whether the source holds documents, without columns
     * @throws InvalidField for the first that is missing, not known or wrong
     */
    static ExportRequest of(
            FileRequest file, MultiValueMap<String, String> address, AnnouncedDataset dataset, boolean documents) {
        Map<String, String> given = new HashMap<>();
        Set<String> known = known(dataset);
        address.forEach((name, values) -> {
            KnownParameters.require(name, known);
            if (!QueryParameters.RESERVED.contains(name)) {
                given.put(name, single(name, values));
            }
        });
        Map<String, String> parameters = RequestedParameters.checked(dataset, given, "");
        List<TableName> tables = file.tables().isEmpty() ? dataset.tables() : file.tables();
        if (documents) {
            requireOfDocuments(file.form());
        }
        // What people open where there is one table, as the result of every query is; else what fits the dataset.
        DownloadFormat usual = documents ? DownloadFormat.JSON : DownloadFormat.CSV;
        FileRequest wanted = file.form().format() == null && tables.size() == 1 ? file.in(usual) : file;
        if (tables.size() > 1) {
            requireOfMany(wanted.form(), dataset);
        }
        return new ExportRequest(wanted, stored(wanted.form().format()), parameters);
    }

    private static void requireOfDocuments(RequestedForm form) {
        if (form.format() == DownloadFormat.CSV) {
            throw new InvalidField(
                    "format", "Documents have no columns: take format=json, format=native or format=zip");
        }
        if (form.profile() == DownloadProfile.SPREADSHEET) {
            throw new InvalidField(
                    "profile", "Documents have no columns, so there is no spreadsheet of them: leave 'profile' out");
        }
    }

    private static void requireOfMany(RequestedForm form, AnnouncedDataset dataset) {
        DocumentForm document = form.document() == null ? dataset.documentForm() : form.document();
        if (form.format() == DownloadFormat.JSON && document != null && document.ofOneTable()) {
            throw new InvalidField(
                    "table",
                    "An export in form %s holds one table: name one with table=, or take form=tables or format=zip; the dataset has: %s"
                            .formatted(document.id(), Names.of(dataset.tables())));
        }
        DownloadFormat format = form.format();
        if (format != null && format.ofOneTable()) {
            throw new InvalidField(
                    "table",
                    "An export in format %s holds one table: name one with table=, or take format=json or format=zip; the dataset has: %s"
                            .formatted(format.id(), Names.of(dataset.tables())));
        }
    }

    private static BackupFormat stored(@Nullable DownloadFormat format) {
        return switch (format) {
            case CSV -> BackupFormat.CSV;
            case NATIVE -> BackupFormat.NATIVE;
            case JSON, ZIP -> BackupFormat.JSON;
            case null -> BackupFormat.JSON;
        };
    }

    private static String single(String name, List<String> values) {
        if (values.size() != 1) {
            throw new InvalidField(name, "The parameter '%s' is given %d times".formatted(name, values.size()));
        }
        return values.getFirst();
    }

    private static Set<String> known(AnnouncedDataset dataset) {
        Set<String> names = new TreeSet<>(QueryParameters.RESERVED);
        dataset.parameters().stream().map(QueryParameter::name).forEach(names::add);
        return names;
    }
}
