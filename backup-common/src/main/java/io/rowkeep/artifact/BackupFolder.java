package io.rowkeep.artifact;

import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A backup's folder in the bucket, as found by the key of an object in it. */
public record BackupFolder(SourceName source, DatasetName dataset, BackupId backup) {

    private static final Pattern KEY = Pattern.compile(
            "([^/]+)/([^/]+)/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/.+", Pattern.DOTALL);
    private static final Pattern ATTEMPT = Pattern.compile("([1-9][0-9]*)/.+", Pattern.DOTALL);

    /** The folder that the object is in; empty when that is no backup's. */
    public static Optional<BackupFolder> of(String key) {
        Matcher parts = KEY.matcher(key);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BackupFolder(
                    new SourceName(parts.group(1)), new DatasetName(parts.group(2)), BackupId.parse(parts.group(3))));
        } catch (IllegalArgumentException e) {
            // Not one of our names: somebody else's folder.
            return Optional.empty();
        }
    }

    /** The keys of the backup. */
    public ArtifactKeys keys() {
        return ArtifactKeys.of(source, dataset, backup);
    }

    /** Whether the object is in this folder. */
    public boolean holds(String key) {
        return key.startsWith(keys().folder());
    }

    /** The number of the attempt that wrote the object; empty when it is nothing that an attempt writes into its own folder. */
    public Optional<String> attempt(String key) {
        String folder = keys().folder();
        if (!key.startsWith(folder)) {
            return Optional.empty();
        }
        Matcher inner = ATTEMPT.matcher(key.substring(folder.length()));
        return inner.matches() ? Optional.of(inner.group(1)) : Optional.empty();
    }
}
