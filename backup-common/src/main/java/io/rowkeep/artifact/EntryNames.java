package io.rowkeep.artifact;

import io.rowkeep.dataset.TableName;
import io.rowkeep.format.BackupFormat;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names of files that every file system takes, each once even where case does not count. For one archive and one thread. */
public final class EntryNames {

    private static final int LONGEST = 150;

    private final Set<String> taken = new HashSet<>();

    /** The text without what means something in a path: separators, control characters, a dot in front. */
    public static String safe(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}\\p{Cs}/\\\\:*?\"<>|]", "_").replaceAll("^\\.|[. ]$", "_");
        int end = plain.offsetByCodePoints(0, Math.min(LONGEST, plain.codePointCount(0, plain.length())));
        return plain.substring(0, end);
    }

    /** What the file of a table is called in an archive for programs, before it is made unique. */
    public static String of(TableName table, BackupFormat format) {
        return safe(table.schema() + "." + table.name()) + "." + format.extension();
    }

    /** The name, or with a number when another one took it. */
    public String unique(String name) {
        int dot = name.lastIndexOf('.');
        String free = name;
        for (int number = 2; !taken.add(free.toLowerCase(Locale.ROOT)); number++) {
            free = "%s-%d%s".formatted(name.substring(0, dot), number, name.substring(dot));
        }
        return free;
    }
}
