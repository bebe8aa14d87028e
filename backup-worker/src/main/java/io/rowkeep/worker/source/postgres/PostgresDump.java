package io.rowkeep.worker.source.postgres;

import io.rowkeep.artifact.Snapshot;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.SystemDump;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code pg_dump} under way, at a snapshot that a session of ours exported: so the manifest's instant is the dump's. The session stays
 * open until the end, because the program imports the snapshot only after it has started.
 */
final class PostgresDump implements SystemDump {

    private static final String NAME = "pg_dump";

    private final PostgresConnection connection;
    private final Snapshot origin;
    private final PostgresProgram program;
    private final ProgramRun run;
    private long bytes;
    private @Nullable Integer exitCode;

    private PostgresDump(PostgresConnection connection, Snapshot origin, PostgresProgram program, ProgramRun run) {
        this.connection = connection;
        this.origin = origin;
        this.program = program;
        this.run = run;
    }

    static SystemDump open(PostgresConnector connector, PostgresPrograms programs, SessionTag tag) {
        Map<String, String> environment = connector.clientEnvironment(tag);
        PostgresConnection connection = connector.open(tag);
        try {
            ServerVersion server = ServerVersion.of(connection);
            PostgresProgram program = programs.find(
                    NAME,
                    "to dump source %s".formatted(connection.source()),
                    server.major(),
                    "whose server is PostgreSQL " + server.text());
            connection.begin();
            connection.execute("set transaction isolation level repeatable read, read only");
            Snapshot origin = Origin.read(connection, Snapshot.Consistency.SNAPSHOT);
            String snapshot = connection.single("select pg_catalog.pg_export_snapshot()", row -> row.getString(1));
            List<String> arguments = List.of(
                    "--format=custom",
                    "--compress=0",
                    "--no-password",
                    "--exclude-schema=rowkeep",
                    "--snapshot=" + snapshot,
                    ConnectionString.argument(origin.database()));
            return new PostgresDump(connection, origin, program, ProgramRun.start(program, arguments, environment));
        } catch (IOException e) {
            connection.close();
            throw new BackupException(
                    ErrorCode.DUMP_TOOL_UNSUITABLE,
                    "%s of source %s cannot be started: %s".formatted(NAME, connection.source(), e.getMessage()),
                    e);
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public Snapshot origin() {
        return origin;
    }

    @Override
    public String tool() {
        return program.version();
    }

    @Override
    public int read(byte[] into) {
        if (exitCode != null) {
            return -1;
        }
        int count = next(into);
        if (count >= 0) {
            bytes += count;
            return count;
        }
        requireSuccess(run.exitCode());
        return -1;
    }

    private int next(byte[] into) {
        try {
            return run.output().read(into);
        } catch (IOException e) {
            // Its end of the pipe was broken off; how it ended says the rest.
            return -1;
        }
    }

    private void requireSuccess(int code) {
        exitCode = code;
        if (code != 0) {
            throw ProgramFailure.of(connection.source(), NAME, code, run);
        }
        if (bytes == 0) {
            throw new BackupException(
                    ErrorCode.SOURCE_REFUSED,
                    "%s of source %s ended without a byte: %s".formatted(NAME, connection.source(), run.lastError()));
        }
    }

    @Override
    public void interrupt() {
        run.kill();
        connection.interrupt();
    }

    @Override
    public void close() {
        try (connection) {
            run.close();
        }
    }
}
