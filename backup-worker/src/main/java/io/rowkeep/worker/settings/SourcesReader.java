package io.rowkeep.worker.settings;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.worker.source.FileFolder;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code rowkeep.sources}: the databases, their credentials and their datasets. */
final class SourcesReader {

    /** The kind of database that there is. */
    static final String POSTGRESQL = "postgresql";

    private SourcesReader() {}

    static List<SourceSettings> read(ConfigFile file) {
        List<SourceSettings> sources = new ArrayList<>();
        file.root().section(ConfigFile.SOURCES).ifPresent(all -> {
            for (String key : all.keys()) {
                SourceName name = all.parse(key, key, SourceName::new);
                ConfigSection source = all.section(key)
                        .orElseThrow(() -> all.wrong(key, "is empty: a source has a type, url, username and password"));
                sources.add(source(name, source));
            }
        });
        if (sources.isEmpty()) {
            throw file.root().missing(ConfigFile.SOURCES, "the databases that this worker looks after, by name");
        }
        return sources;
    }

    private static SourceSettings source(SourceName name, ConfigSection section) {
        String type = section.required("type", "the kind of database, " + POSTGRESQL);
        if (!type.equals(POSTGRESQL)) {
            throw section.wrong("type", "is '%s', but a source is of type %s".formatted(type, POSTGRESQL));
        }
        String url = section.required("url", "the JDBC URL of the database");
        if (!url.startsWith("jdbc:postgresql:")) {
            throw section.wrong("url", "must begin with jdbc:postgresql:");
        }
        String username = section.required("username", "the role that reads and restores");
        String password = section.text("password")
                .orElseThrow(() -> section.missing(
                        "password", "the password of role %s, best as ${A_VARIABLE}".formatted(username)));
        List<DatasetDefinition> datasets =
                section.section("datasets").map(DatasetsReader::read).orElse(List.of());
        boolean optional = isSafetyBackupOptional(section);
        boolean preview = isPreviewRequired(section);
        FileFolder files = section.section("files").map(FilesReader::read).orElse(null);
        section.refuseUnknown();
        return new SourceSettings(name, type, url, username, password, datasets, optional, preview, files);
    }

    private static boolean isSafetyBackupOptional(ConfigSection section) {
        String wanted = section.text("safetyBackup").orElse("required");
        return switch (wanted) {
            case "required" -> false;
            case "optional" -> true;
            default ->
                throw section.wrong("safetyBackup", "is '%s', but must be required or optional".formatted(wanted));
        };
    }

    private static boolean isPreviewRequired(ConfigSection section) {
        String wanted = section.text("requirePreview").orElse("false");
        return switch (wanted) {
            case "true" -> true;
            case "false" -> false;
            default -> throw section.wrong("requirePreview", "is '%s', but must be true or false".formatted(wanted));
        };
    }
}
