package io.rowkeep.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.settings.ControlSettings;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ControlDatabaseIT {

    private final TestDatabase database = PostgresServer.shared().database();

    @Test
    void processesThatStartTogetherMigrateOnce() throws Exception {
        List<Callable<Void>> processes = IntStream.range(0, 4)
                .<Callable<Void>>mapToObj(n -> () -> {
                    ControlDatabase.migrate(database.dataSource());
                    return null;
                })
                .toList();

        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var done : threads.invokeAll(processes)) {
                done.get();
            }
        }

        assertThat(applied()).isEqualTo(1);
    }

    @Test
    void aSchemaThatTheLedgerOfATargetMadeIsShared() {
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        jdbc.sql("create schema rowkeep").update();
        jdbc.sql("create table rowkeep.applied_job (job_id uuid primary key)").update();

        ControlDatabase.migrate(database.dataSource());

        assertThat(applied()).isEqualTo(1);
    }

    @Test
    void aWrongPasswordIsToldAtOnceAndNotShown() {
        ControlSettings wrong = new ControlSettings(database.url(), database.username(), "hidden");

        assertThatThrownBy(() -> ControlDatabase.connect(wrong).close())
                .hasMessageStartingWith("The control database at %s cannot be used:".formatted(database.url()))
                .hasMessageContaining("password authentication failed")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void thePoolConnects() {
        try (var pool = ControlDatabase.connect(
                new ControlSettings(database.url(), database.username(), database.password()))) {
            assertThat(JdbcClient.create(pool)
                            .sql("select current_setting('application_name')")
                            .query(String.class)
                            .single())
                    .isEqualTo("rowkeep-control");
        }
    }

    private int applied() {
        return JdbcClient.create(database.dataSource())
                .sql("select count(*) from rowkeep.control_migration where version = '1'")
                .query(Integer.class)
                .single();
    }
}
