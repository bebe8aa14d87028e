package io.rowkeep.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.job.ChangeSpec;
import io.rowkeep.job.JobSpec;
import io.rowkeep.message.MessageMapper;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestDatabase;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Jobs that an older version had recorded. */
class OldJobsIT {

    private final TestDatabase database = PostgresServer.shared().database();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());

    @ParameterizedTest
    @CsvSource({"QUEUED, true", "SUCCEEDED, false"})
    void aRestoreFromBeforeSafetyBackupsSavesItsTablesFirstUnlessItHasEnded(String status, boolean saves) {
        migrateToFirstVersion();
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                insert into rowkeep.job (id, kind, source, dataset, spec, status, finished_at, requested_by, progress)
                values (:id, 'restore', 'school', 'all',
                        '{"kind": "restore", "source": "school", "dataset": "all", "mode": "replace", "tables": [],
                          "backupId": "018f0000-0000-7000-8000-000000000001"}',
                        :status, case when :status = 'SUCCEEDED' then clock_timestamp() end, 'somebody',
                        '{"rows": 0, "bytes": 0, "tables": {"done": 0, "total": 0}}')
                """).param("id", id).param("status", status).update();

        ControlDatabase.migrate(database.dataSource());

        assertThat(spec(id))
                .isInstanceOfSatisfying(
                        ChangeSpec.class,
                        spec -> assertThat(spec.safetyBackup()).isEqualTo(saves));
    }

    private JobSpec spec(UUID id) {
        String json = jdbc.sql("select spec from rowkeep.job where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
        return MessageMapper.JSON.readValue(json, JobSpec.class);
    }

    private void migrateToFirstVersion() {
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("classpath:io/rowkeep/control/migration")
                .defaultSchema("rowkeep")
                .table("control_migration")
                .target("1")
                .load()
                .migrate();
    }
}
