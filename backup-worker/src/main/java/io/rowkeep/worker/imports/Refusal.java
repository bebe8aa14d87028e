package io.rowkeep.worker.imports;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;

/** The one sentence in which a file is refused. */
final class Refusal {

    private static final int MOST_QUOTED = 80;

    private Refusal() {}

    static BackupException of(String sentence) {
        return new BackupException(ErrorCode.IMPORT_REFUSED, sentence);
    }

    static BackupException of(String sentence, Throwable cause) {
        return new BackupException(ErrorCode.IMPORT_REFUSED, sentence, cause);
    }

    /** A text of the file's as it may stand in a sentence: short, and on one line. */
    static String quote(String text) {
        String line = text.codePoints()
                .limit(MOST_QUOTED)
                .collect(
                        StringBuilder::new,
                        (shown, c) -> shown.appendCodePoint(isShown(c) ? c : '?'),
                        StringBuilder::append)
                .toString();
        return '\'' + line + (line.length() < text.length() ? "…'" : "'");
    }

    private static boolean isShown(int codePoint) {
        return !Character.isISOControl(codePoint) && Character.getType(codePoint) != Character.SURROGATE;
    }
}
