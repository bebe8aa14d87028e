package io.rowkeep.api.backup;

import io.rowkeep.api.problem.InvalidField;
import io.rowkeep.api.request.TableNames;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.BackupFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for a backup.
 *
 * @param source the source to back up
 * @param dataset the dataset of it; {@code all} when left out
 * @param tables only these tables of the dataset; all when left out
 * @param format {@code json} when left out; {@code system} takes the whole database and the application's files
 * @param parameters of the dataset's query, by name; none for a dataset of tables
 * @param label what the caller calls it, up to 200 characters
 */
record BackupRequest(
        @Nullable SourceName source,
        @Nullable DatasetName dataset,
        @Nullable List<@Nullable TableName> tables,
        @Nullable BackupFormat format,
        @Nullable Map<String, @Nullable ParameterValue> parameters,
        @Nullable String label) {

    static final String PARAMETERS = "parameters.";

    BackupRequest {
        InvalidField.required(source, "source", "the name of the source to back up");
        TableNames.of(tables);
        Label.checked(label);
    }

    /** The parameters as text. */
    Map<String, String> parameterTexts() {
        Map<String, String> texts = new TreeMap<>();
        Objects.requireNonNullElse(parameters, Map.<String, @Nullable ParameterValue>of())
                .forEach((name, value) -> texts.put(
                        name,
                        InvalidField.required(value, PARAMETERS + name, "a number, a text, true or false")
                                .text()));
        return texts;
    }

    /** A dump is of the whole database: there is nothing to choose about it. */
    void requireWholeSystem() {
        if (format != BackupFormat.SYSTEM) {
            return;
        }
        if (dataset != null && !dataset.equals(DatasetName.ALL)) {
            throw new InvalidField(
                    "dataset",
                    "The field 'dataset' is '%s', but a backup in format system is of the whole database: leave it out"
                            .formatted(dataset));
        }
        if (tables != null) {
            throw new InvalidField(
                    "tables",
                    "The field 'tables' cannot be given, because a backup in format system is of the whole database: leave it out");
        }
    }
}
