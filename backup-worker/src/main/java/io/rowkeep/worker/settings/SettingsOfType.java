package io.rowkeep.worker.settings;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.SourceType;
import java.util.List;
import java.util.function.Predicate;

/** Refuses settings that mean nothing for the kind of database that a source is, because nobody would notice that they have no effect. */
final class SettingsOfType {

    private SettingsOfType() {}

    static void requireFitting(SourceType type, ConfigSection source, List<DatasetDefinition> datasets) {
        switch (type) {
            case POSTGRESQL ->
                refuse(
                        source,
                        datasets,
                        dataset -> !dataset.fields().isEmpty(),
                        "fields, which are about documents of a source of type mongodb");
            case MONGODB -> requireForDocuments(source, datasets);
        }
    }

    private static void requireForDocuments(ConfigSection source, List<DatasetDefinition> datasets) {
        if (source.isSection("files")) {
            throw source.wrong(
                    "files", "belongs to system backups, and only a source of type postgresql can be backed up so");
        }
        refuse(
                source,
                datasets,
                dataset -> dataset.query() != null,
                "a query, which only a source of type postgresql answers");
        refuse(
                source,
                datasets,
                dataset -> dataset.spreadsheet() != null,
                "a spreadsheet, which is made of columns, and documents have none");
        refuse(
                source,
                datasets,
                dataset -> dataset.document() != null && dataset.document().times() != null,
                "document.times, which is about columns of a source of type postgresql");
    }

    private static void refuse(
            ConfigSection source, List<DatasetDefinition> datasets, Predicate<DatasetDefinition> has, String what) {
        datasets.stream().filter(has).findFirst().ifPresent(dataset -> {
            throw source.wrong("datasets." + dataset.name(), "has " + what);
        });
    }
}
