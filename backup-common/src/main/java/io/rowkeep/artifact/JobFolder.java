package io.rowkeep.artifact;

import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.JobId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a job keeps in the bucket beside backups: {@code <source>/_jobs/<job id>/}. No dataset can have that name. */
public record JobFolder(SourceName source, JobId job) {

    private static final Pattern KEY = Pattern.compile(
            "([^/]+)/_jobs/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/.+", Pattern.DOTALL);

    private static final Pattern UPLOAD = Pattern.compile("([1-9][0-9]*/)?upload/.+", Pattern.DOTALL);
    private static final Pattern DIFFERENCES = Pattern.compile("[1-9][0-9]*/differences/.+", Pattern.DOTALL);

    /** The folder that the object is in; empty when that is no job's. */
    public static Optional<JobFolder> of(String key) {
        Matcher parts = KEY.matcher(key);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new JobFolder(new SourceName(parts.group(1)), JobId.parse(parts.group(2))));
        } catch (IllegalArgumentException e) {
            // Not one of our names: somebody else's folder.
            return Optional.empty();
        }
    }

    /** The beginning of the keys of everything in it; ends with a slash. */
    public String path() {
        return "%s/_jobs/%s/".formatted(source, job);
    }

    /** Whether the object is in this folder. */
    public boolean holds(String key) {
        return key.startsWith(path());
    }

    /** Whether the object is a piece of a file that somebody sent to be imported. */
    public boolean isUpload(String key) {
        return matches(UPLOAD, key);
    }

    /** Whether the object is of a list of differences. */
    public boolean isDifferences(String key) {
        return matches(DIFFERENCES, key);
    }

    private boolean matches(Pattern form, String key) {
        return holds(key) && form.matcher(key.substring(path().length())).matches();
    }
}
