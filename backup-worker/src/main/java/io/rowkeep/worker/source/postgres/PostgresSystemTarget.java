package io.rowkeep.worker.source.postgres;

import io.rowkeep.artifact.DumpEntry;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobId;
import io.rowkeep.worker.source.DumpContent;
import io.rowkeep.worker.source.LedgerRow;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.SystemTarget;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code pg_restore}, and a session of ours beside it for everything that it does not do. */
final class PostgresSystemTarget implements SystemTarget {

    private static final String NAME = "pg_restore";
    private static final Pattern MAJOR = Pattern.compile("([0-9]{1,4})[^0-9].*");

    private final PostgresConnection connection;
    private final PostgresPrograms programs;
    private final Map<String, String> environment;
    private final SessionTag tag;
    private final Ledger ledger;
    private final Object lock = new Object();
    private @Nullable ProgramRun running;
    private boolean interrupted;

    private PostgresSystemTarget(
            PostgresConnection connection, PostgresPrograms programs, Map<String, String> environment, SessionTag tag) {
        this.connection = connection;
        this.programs = programs;
        this.environment = environment;
        this.tag = tag;
        this.ledger = new Ledger(connection);
    }

    static SystemTarget open(PostgresConnector connector, PostgresPrograms programs, SessionTag tag) {
        Map<String, String> environment = connector.clientEnvironment(tag);
        return new PostgresSystemTarget(connector.open(tag), programs, environment, tag);
    }

    @Override
    public void endOtherSessions() {
        new OtherSessions(connection).end(tag);
    }

    @Override
    public void ensureLedger() {
        ledger.ensure();
    }

    @Override
    public Optional<LedgerRow> ledgerRow(JobId job) {
        return ledger.find(job);
    }

    @Override
    public LedgerRow decide(LedgerRow row) {
        return ledger.decide(row);
    }

    @Override
    public List<String> content() {
        return DatabaseContent.some(connection);
    }

    @Override
    public void requireProgram(DumpEntry dump) {
        program(dump);
    }

    @Override
    public void restore(DumpEntry dump, DumpContent content) {
        String database = connection.single("select pg_catalog.current_database()::text", row -> row.getString(1));
        List<String> arguments = List.of(
                "--format=custom",
                "--no-password",
                "--single-transaction",
                "--exit-on-error",
                "--no-owner",
                "--no-privileges",
                ConnectionString.argument(database));
        try (ProgramRun run = start(program(dump), arguments)) {
            feed(run, content);
            int code = run.exitCode();
            if (code != 0) {
                throw ProgramFailure.of(connection.source(), NAME, code, run);
            }
        }
    }

    /** Nothing may tell the program that the dump is over when it is not: it is killed then. */
    private static void feed(ProgramRun run, DumpContent content) {
        BrokenPipe pipe = new BrokenPipe(run.input());
        try {
            content.writeTo(pipe);
            pipe.close();
        } catch (IOException e) {
            if (!pipe.broken()) {
                run.kill();
                throw new IllegalStateException("The dump could not be read", e);
            }
            // The program has ended: how, it says itself.
            return;
        } catch (RuntimeException e) {
            run.kill();
            throw e;
        }
    }

    private ProgramRun start(PostgresProgram program, List<String> arguments) {
        synchronized (lock) {
            if (interrupted) {
                throw new BackupException(
                        ErrorCode.SOURCE_UNAVAILABLE,
                        "The restore into source %s was interrupted".formatted(connection.source()));
            }
            try {
                ProgramRun run = ProgramRun.start(program, arguments, environment);
                running = run;
                return run;
            } catch (IOException e) {
                throw new BackupException(
                        ErrorCode.DUMP_TOOL_UNSUITABLE,
                        "%s for source %s cannot be started: %s".formatted(NAME, connection.source(), e.getMessage()),
                        e);
            }
        }
    }

    private PostgresProgram program(DumpEntry dump) {
        ServerVersion server = ServerVersion.of(connection);
        Matcher major = MAJOR.matcher(dump.tool() + " ");
        int writer = major.matches() ? Integer.parseInt(major.group(1)) : 0;
        return programs.find(
                NAME,
                "to restore into source %s".formatted(connection.source()),
                Math.max(server.major(), writer),
                "whose server is PostgreSQL %s, a dump that pg_dump %s wrote".formatted(server.text(), dump.tool()));
    }

    @Override
    public void interrupt() {
        synchronized (lock) {
            interrupted = true;
            if (running != null) {
                running.kill();
            }
        }
        connection.interrupt();
    }

    @Override
    public void close() {
        connection.close();
    }

    /** Knows whether it was the program that wanted no more. */
    private static final class BrokenPipe extends OutputStream {

        private final OutputStream out;
        private boolean broken;

        BrokenPipe(OutputStream out) {
            this.out = out;
        }

        boolean broken() {
            return broken;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                broken = true;
                throw e;
            }
        }

        @Override
        public void close() throws IOException {
            try {
                out.close();
            } catch (IOException e) {
                broken = true;
                throw e;
            }
        }
    }
}
