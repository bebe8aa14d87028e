package io.rowkeep.worker.settings;

import io.rowkeep.worker.source.FileFolder;
import io.rowkeep.worker.source.PathPattern;
import java.nio.file.Path;
import java.util.List;

/** Reads {@code files} of a source: the folder of the application's files, and which of them are backed up. */
final class FilesReader {

    private static final PathPattern EVERY_FILE = new PathPattern("**");

    private FilesReader() {}

    static FileFolder read(ConfigSection section) {
        String text = section.required("folder", "the folder of the application's files, such as /srv/app/uploads");
        Path folder = section.parse("folder", text, Path::of);
        if (!folder.isAbsolute()) {
            throw section.wrong("folder", "is '%s', but must be an absolute path".formatted(text));
        }
        List<PathPattern> include = patterns(section, "include");
        if (include.isEmpty() && section.texts("include").isPresent()) {
            throw section.wrong("include", "must have at least one pattern; leave it out for all files");
        }
        FileFolder files = new FileFolder(
                folder.normalize(), include.isEmpty() ? List.of(EVERY_FILE) : include, patterns(section, "exclude"));
        section.refuseUnknown();
        return files;
    }

    private static List<PathPattern> patterns(ConfigSection section, String key) {
        return section.texts(key).orElse(List.of()).stream()
                .map(text -> section.parse(key, text, PathPattern::new))
                .toList();
    }
}
