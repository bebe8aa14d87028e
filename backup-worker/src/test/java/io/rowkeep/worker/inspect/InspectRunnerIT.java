package io.rowkeep.worker.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.control.Claim;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.DatasetQuery;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.job.InspectSpec;
import io.rowkeep.job.Inspection;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.JobProgress;
import io.rowkeep.job.JobStatus;
import io.rowkeep.job.Requester;
import io.rowkeep.job.TableProgress;
import io.rowkeep.job.TableStatistics;
import io.rowkeep.job.ValueCount;
import io.rowkeep.job.WorkerId;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestDatabase;
import io.rowkeep.worker.attempt.Attempt;
import io.rowkeep.worker.attempt.AttemptStopped;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.source.Sources;
import io.rowkeep.worker.source.postgres.PostgresLimits;
import io.rowkeep.worker.source.postgres.PostgresSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class InspectRunnerIT {

    private static final SourceName SCHOOL = new SourceName("school");

    private static final DatasetDefinition COUNTED = new DatasetDefinition(
            new DatasetName("counted"),
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            null,
            Map.of(
                    TableName.parse("public.a"), List.of("id", "colour", "dark", "nope"),
                    TableName.parse("public.gone"), List.of("x")),
            Map.of(),
            null);

    private static final DatasetDefinition RESULT = new DatasetDefinition(
            new DatasetName("result"),
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            null,
            Map.of(),
            Map.of(),
            new DatasetQuery("select id from a", TableName.parse("public.ids"), List.of()));

    private final TestDatabase database = PostgresServer.shared().database();
    private final InspectRunner runner = new InspectRunner(new Sources(List.of(new PostgresSource(
            SCHOOL,
            database.url(),
            database.username(),
            database.password(),
            List.of(COUNTED, RESULT),
            true,
            PostgresLimits.DEFAULT))));
    private final List<JobProgress> progress = new ArrayList<>();
    private boolean stopped;

    @BeforeEach
    void tables() {
        JdbcClient sql = JdbcClient.create(database.dataSource());
        sql.sql("create table a as select generate_series(1, 3) as id").update();
        sql.sql("create table b (id int)").update();
    }

    @Test
    void rowsAreCountedPerTableAndInTotal() {
        Outcome outcome = runner.run(new InspectSpec(SCHOOL, DatasetName.ALL, Inspection.ROW_COUNTS), new Running());

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Succeeded.class, done -> {
            assertThat(done.statistics().rows()).isEqualTo(3);
            assertThat(done.statistics().tables())
                    .extracting(table -> table.name() + " " + table.rows())
                    .containsExactly("public.a 3", "public.b 0");
        });
        assertThat(progress.getLast())
                .isEqualTo(new JobProgress(
                        3,
                        0,
                        new JobProgress.TableCount(2, 2),
                        List.of(
                                new TableProgress(TableName.parse("public.a"), 3, 0),
                                new TableProgress(TableName.parse("public.b"), 0, 0))));
    }

    @Test
    void valuesOfConfiguredColumnsAreCountedMostFrequentFirst() {
        JdbcClient.create(database.dataSource()).sql("""
                alter table a add column colour text, add column dark bool generated always as (colour = 'black') stored;
                insert into a select i, case when i % 3 = 0 then 'black' else 'red' end from generate_series(4, 300) i;
                """).update();

        Outcome outcome = runner.run(new InspectSpec(SCHOOL, COUNTED.name(), Inspection.ROW_COUNTS), new Running());

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Succeeded.class, done -> {
            assertThat(done.statistics().rows()).isEqualTo(300);
            TableStatistics a = done.statistics().tables().getFirst();
            assertThat(a.counts()).containsOnlyKeys("id", "colour", "dark");
            assertThat(a.counts().get("id")).hasSize(100);
            assertThat(a.counts().get("colour"))
                    .containsExactly(new ValueCount("red", 198), new ValueCount("black", 99), new ValueCount(null, 3));
            assertThat(a.counts().get("dark"))
                    .containsExactly(new ValueCount("false", 198), new ValueCount("true", 99), new ValueCount(null, 3));
            assertThat(done.statistics().tables().get(1).counts()).isNull();
            assertThat(done.statistics().warnings())
                    .satisfiesExactly(
                            first -> assertThat(first).contains("column nope of table public.a"),
                            second -> assertThat(second).contains("table public.gone"));
        });
    }

    @Test
    void tablesAreListedWithoutCounting() {
        Outcome outcome = runner.run(new InspectSpec(SCHOOL, DatasetName.ALL, Inspection.TABLES), new Running());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Succeeded.class,
                        done -> assertThat(done.statistics().tables())
                                .extracting(table -> table.name() + " " + table.rows())
                                .containsExactly("public.a 0", "public.b 0"));
    }

    @Test
    void theOnlyTableOfAQueryIsItsResultWhichHasNoCount() {
        Outcome outcome = runner.run(new InspectSpec(SCHOOL, RESULT.name(), Inspection.TABLES), new Running());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Succeeded.class,
                        done -> assertThat(done.statistics().tables())
                                .extracting(table -> table.name().toString())
                                .containsExactly("public.ids"));
        assertThatThrownBy(
                        () -> runner.run(new InspectSpec(SCHOOL, RESULT.name(), Inspection.ROW_COUNTS), new Running()))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("no tables to count");
    }

    @Test
    void aStopIsObeyedBeforeTheNextTable() {
        stopped = true;

        assertThatThrownBy(() ->
                        runner.run(new InspectSpec(SCHOOL, DatasetName.ALL, Inspection.ROW_COUNTS), new Running()))
                .isInstanceOf(AttemptStopped.class);
    }

    @Test
    void anUnknownDatasetIsNamed() {
        assertThatThrownBy(() ->
                        runner.run(new InspectSpec(SCHOOL, new DatasetName("nope"), Inspection.TABLES), new Running()))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("nope");
    }

    private final class Running implements Attempt {

        @Override
        public Claim claim() {
            JobId id = new JobId(UUID.randomUUID());
            InspectSpec spec = new InspectSpec(SCHOOL, DatasetName.ALL, Inspection.TABLES);
            WorkerId worker = new WorkerId("w");
            Instant now = Instant.EPOCH;
            Job job = new Job(
                    id,
                    JobKind.INSPECT,
                    JobStatus.RUNNING,
                    null,
                    SCHOOL,
                    DatasetName.ALL,
                    null,
                    null,
                    null,
                    false,
                    1,
                    new Requester("tests"),
                    now,
                    now,
                    null,
                    false,
                    worker,
                    JobProgress.NONE,
                    null,
                    null);
            return new Claim(job, spec, 1, worker, false, null, now, 1);
        }

        @Override
        public void checkpoint() {
            if (stopped) {
                throw new AttemptStopped(AttemptStopped.Reason.CANCELLED);
            }
        }

        @Override
        public void progress(JobProgress latest) {
            progress.add(latest);
        }

        @Override
        public Registration onStop(Runnable interrupt) {
            return () -> {};
        }

        @Override
        public void enterApplying() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void saving(BackupId safetyBackup) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean undecided() {
            return false;
        }
    }
}
