package io.rowkeep.worker.source;

import java.nio.file.Path;
import java.util.List;

/**
 * The folder of an application's files.
 *
 * @param folder absolute
 * @param include which files belong to a system backup
 * @param exclude which of them do not
 */
public record FileFolder(Path folder, List<PathPattern> include, List<PathPattern> exclude) {

    public FileFolder {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    /**
     * Whether a file belongs to a system backup.
     *
     * @param path relative to the folder, with {@code /} between names
     */
    public boolean selects(String path) {
        return include.stream().anyMatch(pattern -> pattern.matches(path))
                && exclude.stream().noneMatch(pattern -> pattern.matches(path));
    }
}
