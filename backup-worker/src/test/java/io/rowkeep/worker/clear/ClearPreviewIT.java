package io.rowkeep.worker.clear;

import static io.rowkeep.worker.change.ChangeBench.names;
import static io.rowkeep.worker.change.ChangeBench.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.ClearSpec;
import io.rowkeep.job.JobError;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.change.ChangeBench;
import io.rowkeep.worker.source.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A preview says what a clear would do, and does nothing. */
class ClearPreviewIT {

    private final ChangeBench bench = new ChangeBench();
    private final Source source =
            bench.withDataset(DatasetName.ALL, List.of("public.log"), rule("public.users", "is_admin"));

    @BeforeEach
    void makeTables() {
        bench.sql(
                "create table users (id int primary key, is_admin boolean)",
                "create table note (id int primary key, author int references users on delete cascade)",
                "create table log (who int references users on delete set null)",
                "insert into users select n, n = 1 from generate_series(1, 10) n",
                "insert into note select n, 1 + n % 10 from generate_series(1, 30) n");
    }

    private static ClearSpec clear(boolean dependents, boolean dryRun, String... tables) {
        return new ClearSpec(new SourceName("school"), DatasetName.ALL, names(tables), dependents, dryRun, true);
    }

    @Test
    void itCountsWhatTheClearThenDoes() {
        Outcome.Succeeded preview = bench.done(clear(true, true, "public.users"), source);

        assertThat(preview.statistics().refused()).isEmpty();
        assertThat(preview.statistics().tables())
                .isEqualTo(bench.done(clear(true, false, "public.users"), source)
                        .statistics()
                        .tables());
        assertThat(bench.value("select count(*) from users")).isEqualTo("1");
        assertThat(bench.value("select count(*) from note")).isEqualTo("0");
    }

    @Test
    void itChangesNothingAndWaitsForNobody() throws SQLException {
        Map<String, List<String>> before = bench.contents();
        TestAttempt attempt = bench.attempt(clear(true, true, "public.users"));
        try (Connection writer = bench.connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("insert into note values (100, 2)");

            Outcome.Succeeded preview = (Outcome.Succeeded) bench.run(attempt, source);

            assertThat(preview.safetyBackup()).isNull();
            writer.rollback();
        }
        assertThat(bench.contents()).isEqualTo(before);
        assertThat(bench.store.objects).isEmpty();
        assertThat(bench.value("select to_regnamespace('rowkeep') is null")).isEqualTo("t");
        assertThat(attempt.undecided()).isFalse();
        assertThat(new ClearRunner(bench.changes(source))
                        .close((ClearSpec) attempt.claim().spec(), attempt, new Outcome.Cancelled()))
                .isEqualTo(new Outcome.Cancelled());
    }

    @Test
    void itNamesEveryReferenceThatIsInTheWay() {
        bench.sql("insert into log values (3), (4), (1)");

        Outcome.Succeeded preview = bench.done(clear(false, true, "public.users"), source);

        assertThat(preview.statistics().refused())
                .extracting(JobError::code)
                .containsExactly(ErrorCode.OUTSIDE_REFERENCES, ErrorCode.OUTSIDE_REFERENCES);
        assertThat(preview.statistics().refused())
                .extracting(JobError::message)
                .anySatisfy(message -> assertThat(message).contains("2 rows of public.log would lose"))
                .anySatisfy(message -> assertThat(message)
                        .contains("27 rows of public.note would be deleted", "\"dependents\": true"));
        assertThat(ChangeBench.of(preview, "users").changes())
                .isNotNull()
                .satisfies(changes -> assertThat(changes.deleted()).isEqualTo(9));
    }

    @Test
    void itSaysThatARuleIsWrong() {
        Source wrong = bench.withDataset(DatasetName.ALL, List.of(), rule("public.users", "is_amdin"));

        assertThat(bench.done(clear(true, true), wrong).statistics().refused())
                .singleElement()
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.KEEP_RULE_INVALID));
    }

    @Test
    void itSaysWhatTheRoleMayNotDo() {
        String role = "app_" + bench.database.name();
        bench.sql(
                "create role %s login password 'x'".formatted(role),
                "grant select on all tables in schema public to " + role);
        Source weak = bench.source(role, "x", List.of(), false);
        ClearSpec unsaved =
                new ClearSpec(new SourceName("school"), DatasetName.ALL, names("public.note"), false, true, false);

        assertThat(bench.done(unsaved, weak).statistics().refused())
                .extracting(JobError::code)
                .containsExactly(
                        ErrorCode.SAFETY_BACKUP_REQUIRED, ErrorCode.LEDGER_MISSING, ErrorCode.SOURCE_ACCESS_DENIED);
    }
}
