package io.rowkeep.worker.settings;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.SourceType;
import io.rowkeep.worker.source.FileFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads {@code rowkeep.sources}: the databases, their credentials and their datasets. */
final class SourcesReader {

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
        SourceType type = section.parse(
                "type", section.required("type", "the kind of database, postgresql or mongodb"), SourceType::parse);
        String url = switch (type) {
            case POSTGRESQL -> url(section, "the JDBC URL of the database", "jdbc:postgresql:");
            case MONGODB -> url(section, "the connection string of the database", "mongodb://", "mongodb+srv://");
        };
        // A server of MongoDB may know no users, or the url says by what certificate one signs in.
        String username = type == SourceType.MONGODB
                ? section.text("username").orElse("")
                : section.required("username", "the role that reads and restores");
        String password = section.text("password").orElse("");
        if (!username.isEmpty() && section.text("password").isEmpty()) {
            throw section.missing("password", "the password of role %s, best as ${A_VARIABLE}".formatted(username));
        }
        if (username.isEmpty() && !password.isEmpty()) {
            throw section.missing("username", "the user that the password is of");
        }
        List<DatasetDefinition> datasets =
                section.section("datasets").map(DatasetsReader::read).orElse(List.of());
        try {
            DatasetDefinition.all(datasets);
        } catch (IllegalArgumentException e) {
            throw section.wrong("datasets", String.valueOf(e.getMessage()));
        }
        boolean optional = isSafetyBackupOptional(section);
        boolean preview = isPreviewRequired(section);
        FileFolder files = section.section("files").map(FilesReader::read).orElse(null);
        section.refuseUnknown();
        SettingsOfType.requireFitting(type, section, datasets);
        return new SourceSettings(name, type, url, username, password, datasets, optional, preview, files);
    }

    private static String url(ConfigSection section, String meaning, String... schemes) {
        String url = section.required("url", meaning);
        if (Stream.of(schemes).noneMatch(url::startsWith)) {
            throw section.wrong("url", "must begin with " + String.join(" or ", schemes));
        }
        return url;
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
