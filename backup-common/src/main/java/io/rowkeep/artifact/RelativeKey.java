package io.rowkeep.artifact;

import java.util.regex.Pattern;

/** A key that stands in a manifest or part list: relative to the backup's folder, and never out of it. */
final class RelativeKey {

    private static final Pattern FORM = Pattern.compile("(?:(?!\\.{1,2}(?:/|$))[A-Za-z0-9%_.-]+(?:/|$))+(?<!/)");

    private RelativeKey() {}

    static void require(String key, String what) {
        if (!FORM.matcher(key).matches()) {
            throw ArtifactFailure.damaged(what, "'" + key + "'", "this key is not within the backup's folder");
        }
    }
}
