package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;

/** What it means that a program of PostgreSQL failed. It says no codes, only words: its own ones are English. */
final class ProgramFailure {

    private ProgramFailure() {}

    static BackupException of(SourceName source, String name, int exitCode, ProgramRun run) {
        return new BackupException(
                code(String.join("\n", run.errors())),
                "%s of source %s ended with code %d: %s".formatted(name, source, exitCode, run.lastError()));
    }

    private static ErrorCode code(String words) {
        boolean gone = words.contains("server closed the connection")
                || words.contains("terminating connection")
                || words.contains("connection to server")
                || words.contains("could not translate host name");
        if (gone) {
            return words.contains("authentication failed")
                    ? ErrorCode.SOURCE_ACCESS_DENIED
                    : ErrorCode.SOURCE_UNAVAILABLE;
        }
        if (words.contains("row-level security")) {
            return ErrorCode.ROW_SECURITY;
        }
        return words.contains("permission denied") ? ErrorCode.SOURCE_ACCESS_DENIED : ErrorCode.SOURCE_REFUSED;
    }
}
