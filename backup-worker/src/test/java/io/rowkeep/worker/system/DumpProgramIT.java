package io.rowkeep.worker.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.worker.attempt.AttemptStopped;
import io.rowkeep.worker.attempt.TestAttempt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a backup when the program that dumps is missing, old, or fails. */
class DumpProgramIT {

    private static final String VERSION =
            "if [ \"$1\" = --version ]; then echo 'pg_dump (PostgreSQL) %s'; exit 0; fi\n";

    @TempDir
    Path folder;

    private SystemBench bench;
    private String fitting;

    @BeforeEach
    void fill() throws IOException {
        bench = new SystemBench(folder);
        fitting = VERSION.formatted(
                SystemBench.ask(bench.database, "show server_version_num").substring(0, 2) + ".99");
        Files.createDirectories(bench.uploads());
        bench.programs(Files.createDirectory(folder.resolve("bin")));
    }

    @Test
    void aMissingProgramIsSaidWithTheServersVersion() {
        assertFails(ErrorCode.DUMP_TOOL_UNSUITABLE, "There is no pg_dump in", "whose server is PostgreSQL ");
    }

    @Test
    void anOlderProgramIsSaidWithBothVersions() throws IOException {
        program(VERSION.formatted("9.6.24"));

        assertFails(ErrorCode.DUMP_TOOL_UNSUITABLE, "pg_dump 9.6.24 is too old", "whose server is PostgreSQL ");
        assertThat(bench.store.objects).isEmpty();
    }

    @Test
    void aProgramThatIsTooNewForTheServerIsSaidWithBothVersions() throws IOException {
        assumeThat(SystemBench.ask(bench.database, "show server_version_num")).isLessThan("170000");
        program(VERSION.formatted("99.1"));

        assertFails(ErrorCode.DUMP_TOOL_UNSUITABLE, "pg_dump 99.1 is too new", "whose server is PostgreSQL ");
        assertThat(bench.store.objects).isEmpty();
    }

    @Test
    void aProgramThatFailsFailsTheBackupWithItsLastWords() throws IOException {
        program(fitting + "echo PGDMP; echo 'pg_dump: error: query failed: no such luck' >&2; exit 1");

        assertFails(ErrorCode.SOURCE_REFUSED, "ended with code 1", "no such luck");
    }

    @Test
    void whatExplainsAnErrorMayQuoteRowsAndIsNotRepeated() throws IOException {
        program(
                fitting
                        + "echo 'pg_dump: error: no such luck' >&2; echo 'DETAIL: error: permission denied to Anna' >&2; exit 1");

        assertFails(ErrorCode.SOURCE_REFUSED, "ended with code 1: pg_dump: error: no such luck");
    }

    @Test
    void nobodyTellsItSecretsWhenItIsAskedForItsVersion() throws IOException {
        Path said = folder.resolve("said");
        program("env > " + said + "; exit 1");

        assertFails(ErrorCode.DUMP_TOOL_UNSUITABLE, "There is no pg_dump");

        assertThat(Files.readAllLines(said)).noneMatch(line -> line.startsWith("JAVA_HOME"));
    }

    @Test
    void anEmptyDumpIsNoSuccess() throws IOException {
        program(fitting + "exit 0");

        assertFails(ErrorCode.SOURCE_REFUSED, "without a byte");
    }

    @Test
    void theProgramIsToldEverythingInItsEnvironmentAndNoPassword() throws IOException {
        Path said = folder.resolve("said");
        program(fitting + "echo \"$@\" > " + said + "; env >> " + said + "; echo 'pg_dump: error: enough' >&2; exit 1");

        assertFails(ErrorCode.SOURCE_REFUSED, "enough");

        assertThat(Files.readAllLines(said).getFirst())
                .contains("--exclude-schema=rowkeep", "--compress=0", "--no-password", "--snapshot=")
                .doesNotContain("password=", "user");
        assertThat(Files.readAllLines(said))
                .contains("PGDATABASE=" + bench.database.name(), "PGPASSFILE=/dev/null")
                .anyMatch(line -> line.startsWith("PGAPPNAME=rowkeep/"))
                .noneMatch(line -> line.startsWith("ROWKEEP_") || line.startsWith("JAVA_HOME"));
    }

    @Test
    void aProgramThatHangsEndsWithItsAttempt() throws IOException {
        Path pid = folder.resolve("pid");
        program(fitting + "echo PGDMP; echo $$ > " + pid + "; sleep 600");
        BackupSpec spec = SystemBench.backupSpec();
        TestAttempt attempt = TestAttempt.backup(spec, 1, false);
        Thread.ofVirtual().start(() -> {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> Files.exists(pid) && !Files.readString(pid).isBlank());
            attempt.stop();
        });

        assertThatThrownBy(() -> bench.backUp(spec, attempt)).isInstanceOf(AttemptStopped.class);

        long process = Long.parseLong(Files.readString(pid).strip());
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty());
    }

    private void program(String script) throws IOException {
        Path program = folder.resolve("bin").resolve("pg_dump");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void assertFails(ErrorCode code, String... words) {
        BackupSpec spec = SystemBench.backupSpec();
        assertThatThrownBy(() -> bench.backUp(spec, TestAttempt.backup(spec, 1, false)))
                .isInstanceOfSatisfying(BackupException.class, e -> {
                    assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
                    assertThat(e.getMessage()).contains(words);
                });
        assertThat(bench.store.objects.keySet()).noneMatch(key -> key.endsWith("manifest.json"));
    }
}
