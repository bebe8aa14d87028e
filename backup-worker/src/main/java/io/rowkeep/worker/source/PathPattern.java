package io.rowkeep.worker.source;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of paths below a folder: a glob of {@code java.nio.file} such as {@code photos/*.jpg}, or a regular expression after
 * {@code regex:}. A glob that begins with <code>**&#47;</code> means every folder, the uppermost too.
 */
public final class PathPattern {

    private static final String EVERY_FOLDER = "**/";
    private static final Pattern LINE_BREAK = Pattern.compile("[\\n\\r\\u0085\\u2028\\u2029]");

    private final String text;
    private final List<PathMatcher> matchers;

    /**
     * @param text as it was configured
     * @throws IllegalArgumentException when it is no pattern
     */
    public PathPattern(String text) {
        this.text = text;
        try {
            this.matchers = matchers(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'%s' is no pattern: %s".formatted(text, e.getDescription()), e);
        }
    }

    /** Whether it is about that path, which is relative to the folder. */
    public boolean matches(String path) {
        // A dot of a regular expression, which ** becomes, takes any character but these, which a name may have.
        Path relative = Path.of(LINE_BREAK.matcher(path).replaceAll("\1"));
        return matchers.stream().anyMatch(matcher -> matcher.matches(relative));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PathPattern pattern && pattern.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private static List<PathMatcher> matchers(String text) {
        FileSystem files = FileSystems.getDefault();
        if (text.startsWith("regex:")) {
            return List.of(files.getPathMatcher(text));
        }
        PathMatcher glob = files.getPathMatcher("glob:" + text);
        return text.startsWith(EVERY_FOLDER)
                ? List.of(glob, files.getPathMatcher("glob:" + text.substring(EVERY_FOLDER.length())))
                : List.of(glob);
    }
}
