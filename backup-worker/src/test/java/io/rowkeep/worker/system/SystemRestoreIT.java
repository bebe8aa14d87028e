package io.rowkeep.worker.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobError;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.SystemStatistics;
import io.rowkeep.worker.attempt.AttemptStopped;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole database and its files, out of a backup into nothing. */
class SystemRestoreIT {

    @TempDir
    Path folder;

    private SystemBench bench;

    @BeforeEach
    void fill() throws IOException {
        bench = new SystemBench(folder);
        SystemBench.sql(
                bench.database,
                "create extension citext",
                "create schema trips",
                "create type trips.kind as enum ('sea', 'city')",
                "create table trips.trip (id bigint generated always as identity primary key, kind trips.kind, name citext)",
                "create table guest (id serial primary key, trip bigint references trips.trip, born date, photo oid)",
                "create view trips.sea as select * from trips.trip where kind = 'sea'",
                "create function guests_of(bigint) returns bigint language sql as 'select count(*) from public.guest where trip = $1'",
                "create index on guest (extract(year from born))",
                "insert into trips.trip (kind, name) values ('sea', 'Ostsee'), ('city', 'Zürich')",
                "insert into guest (trip, born, photo) select 1 + n % 2, '2000-01-01', lo_from_bytea(0, 'a photo') from generate_series(1, 500) n");
        write("guests/a.jpg", "a photo");
        write("terms.pdf", "terms");
    }

    @Test
    void everythingComesBack() {
        BackupId backup = bench.backUp();

        Outcome outcome = bench.restore(backup);

        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        Outcome.Succeeded done = (Outcome.Succeeded) outcome;
        SystemStatistics system = Objects.requireNonNull(done.statistics().system());
        assertThat(system.files()).isEqualTo(2);
        assertThat(system.dumpBytes()).isPositive();
        assertThat(done.safetyBackup()).isNull();
        assertThat(done.statistics().warnings())
                .containsExactly("The database was empty, so no safety backup was needed");
        assertThat(SystemBench.dumped(bench.copy)).isEqualTo(SystemBench.dumped(bench.database));
        assertThat(SystemBench.ask(bench.copy, "select convert_from(lo_get(photo), 'UTF8') from guest limit 1"))
                .isEqualTo("a photo");
        assertThat(SystemBench.ask(bench.copy, "insert into guest (trip) values (1) returning id"))
                .isEqualTo("501");
        assertThat(SystemBench.ask(bench.copy, "select outcome from rowkeep.applied_job"))
                .isEqualTo("applied");
        assertThat(bench.restored().resolve("guests/a.jpg")).hasContent("a photo");
        assertThat(bench.restored().resolve("terms.pdf")).hasContent("terms");
        assertThat(bench.restored()).isDirectoryNotContaining("glob:**/.rowkeep-*");
    }

    @Test
    void aLaterAttemptFindsThatItIsDone() {
        RestoreSpec spec = SystemBench.intoCopy(bench.backUp());
        TestAttempt first = SystemBench.attempt(spec);
        bench.restore().run(spec, first);
        TestAttempt second = TestAttempt.change(first.claim().jobId(), spec, 2, true);

        assertThat(bench.restore().run(spec, second))
                .isInstanceOfSatisfying(
                        Outcome.Succeeded.class,
                        done -> assertThat(done.statistics().warnings())
                                .anyMatch(warning -> warning.startsWith("No staged files were found")));
        assertThat(bench.restore().close(spec, second, new Outcome.Cancelled())).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void whatIsNotEmptyIsRefusedBeforeAnythingIsWritten() throws IOException {
        BackupId backup = bench.backUp();
        SystemBench.sql(bench.copy, "create type mine as enum ('a')");

        assertRefused(() -> bench.restore(backup), ErrorCode.TARGET_NOT_EMPTY, "type public.mine");
        assertThat(SystemBench.ask(bench.copy, "select to_regnamespace('rowkeep')"))
                .isEqualTo("null");

        SystemBench.sql(
                bench.copy,
                "drop type mine",
                "create publication mine",
                "create foreign data wrapper mine",
                "create server mine foreign data wrapper mine",
                "create text search configuration public.mine (copy = simple)");
        assertRefused(
                () -> bench.restore(backup),
                ErrorCode.TARGET_NOT_EMPTY,
                "foreign-data wrapper mine, publication mine, server mine, text search configuration public.mine");

        SystemBench.sql(
                bench.copy,
                "drop publication mine",
                "drop foreign data wrapper mine cascade",
                "drop text search configuration public.mine",
                "create extension citext schema public");
        Files.createDirectories(bench.restored());
        Files.writeString(bench.restored().resolve("mine.txt"), "mine");
        assertRefused(() -> bench.restore(backup), ErrorCode.TARGET_NOT_EMPTY, "mine.txt");

        Files.delete(bench.restored().resolve("mine.txt"));
        assertThat(bench.restore(backup)).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void onlyWhatThisInstallationStoredIsRun() {
        BackupId backup = bench.backUp();

        bench.remembered.put(backup, "0".repeat(64));
        assertRefused(() -> bench.restore(backup), ErrorCode.DUMP_UNTRUSTED, "not the one that was stored");
        bench.remembered.remove(backup);
        assertRefused(() -> bench.restore(backup), ErrorCode.DUMP_UNTRUSTED, "does not remember");
        assertThat(SystemBench.ask(bench.copy, "select to_regclass('public.guest')"))
                .isEqualTo("null");
    }

    @Test
    void nothingOfADamagedDumpIsRun() {
        BackupId backup = bench.backUp();
        String part = bench.store.objects.keySet().stream()
                .filter(key -> key.contains("/_dump/") && key.endsWith(".dump.zst"))
                .reduce((first, second) -> second)
                .orElseThrow();
        bench.store.objects.get(part)[40] ^= 1;

        assertRefused(() -> bench.restore(backup), ErrorCode.ARTIFACT_DAMAGED, "checksum");

        assertThat(SystemBench.ask(bench.copy, "select to_regclass('public.guest')"))
                .isEqualTo("null");
    }

    @Test
    void aRestoreThatFailsLeavesNothing() {
        SystemBench.sql(bench.database, "create role only_here", "create table owned (id int)");
        SystemBench.sql(bench.database, "create policy p on owned to only_here");
        BackupId backup = bench.backUp();
        SystemBench.sql(bench.database, "drop policy p on owned", "drop role only_here");
        RestoreSpec spec = SystemBench.intoCopy(backup);
        TestAttempt attempt = SystemBench.attempt(spec);

        assertRefused(() -> bench.restore().run(spec, attempt), ErrorCode.SOURCE_REFUSED, "only_here");

        Outcome ending = new Outcome.Failed(new JobError(ErrorCode.SOURCE_REFUSED, "x"));
        assertThat(bench.restore().close(spec, attempt, ending)).isEqualTo(ending);
        assertThat(SystemBench.ask(bench.copy, "select outcome from rowkeep.applied_job"))
                .isEqualTo("void");
        assertThat(SystemBench.ask(bench.copy, "select to_regclass('public.guest')"))
                .isEqualTo("null");
        assertThat(bench.restored()).isEmptyDirectory();
    }

    @Test
    void aFilledDatabaseThatNobodyCanExplainIsSaid() {
        RestoreSpec spec = SystemBench.intoCopy(bench.backUp());
        TestAttempt lost = TestAttempt.change(SystemBench.attempt(spec).claim().jobId(), spec, 2, true);
        SystemBench.sql(bench.copy, "create table guest (id int)");

        Outcome ended = bench.restore().close(spec, lost, new Outcome.Cancelled());

        assertThat(ended).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.error().code()).isEqualTo(ErrorCode.TARGET_NOT_EMPTY);
            assertThat(failed.error().message()).contains("table public.guest", "complete result");
        });
    }

    @Test
    void aStoppedRestoreEndsItsProgram() {
        SystemBench.sql(
                bench.database,
                "create function nap(int) returns int immutable language sql as 'select $1 from pg_catalog.pg_sleep(0)'",
                "create table naps (id int)",
                "create index on naps (nap(id))",
                "insert into naps values (1)",
                "create or replace function nap(int) returns int immutable language sql as 'select $1 from pg_catalog.pg_sleep(300)'");
        RestoreSpec spec = SystemBench.intoCopy(bench.backUp());
        TestAttempt attempt = SystemBench.attempt(spec);
        Thread.ofVirtual().start(() -> {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> SystemBench.ask(
                                    bench.copy,
                                    "select count(*) from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'")
                            .equals("1"));
            attempt.stop();
        });

        assertThatThrownBy(() -> bench.restore().run(spec, attempt)).isInstanceOf(AttemptStopped.class);

        TestAttempt closer = TestAttempt.change(attempt.claim().jobId(), spec, 1, true);
        assertThat(bench.restore().close(spec, closer, new Outcome.Cancelled())).isInstanceOf(Outcome.Cancelled.class);
        assertThat(SystemBench.ask(bench.copy, "select to_regclass('public.guest')"))
                .isEqualTo("null");
        assertThat(bench.restored()).isEmptyDirectory();
    }

    private static void assertRefused(ThrowingCallable call, ErrorCode code, String words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BackupException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code))
                .hasMessageContaining(words);
    }

    private void write(String name, String content) throws IOException {
        Path file = bench.uploads().resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, content);
    }
}
