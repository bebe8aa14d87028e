package io.rowkeep.worker.source.postgres;

import static io.rowkeep.worker.source.postgres.TargetBench.lines;
import static io.rowkeep.worker.source.postgres.TargetBench.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.KeptRows;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Staged rows that cannot stand beside a kept one. */
class CollisionsIT {

    private static final TableName USERS = TargetBench.table("public.users");
    private static final List<String> COLUMNS = List.of("school", "id", "name", "mail");

    private final TargetBench bench = new TargetBench();

    @BeforeEach
    void anAdministrator() {
        bench.sql(
                "create table users (school int, id int, name text, mail text, primary key (school, id))",
                "insert into users values (1, 1, 'root', null)");
    }

    @Test
    void theKeyAndBothRowsAreNamed() {
        bench.sql("alter table users add unique (school, name)");

        assertCollides("1\t2\troot\t\\N")
                .hasMessageContaining("The row (school, id) = (1, 2)")
                .hasMessageContaining("table public.users")
                .hasMessageContaining("the row (school, id) = (1, 1) is kept there and has the same (school, name)");
    }

    @Test
    void aDeferredKeyCollidesToo() {
        bench.sql("alter table users add unique (name) deferrable initially deferred");

        assertCollides("1\t2\troot\t\\N").hasMessageContaining("the same (name)");
    }

    @Test
    void missingValuesAreEqualOnlyWhereTheKeySaysSo() {
        bench.sql("create unique index on users (mail)");
        assertThat(keep("1\t2\tother\t\\N")).isEqualTo(new KeptRows(1, 0, 0, 0));

        bench.sql("create unique index on users (mail) nulls not distinct");
        assertCollides("1\t2\tother\t\\N").hasMessageContaining("the same (mail)");
    }

    @Test
    void aKeyAboutSomeRowsLooksOnlyAtThem() {
        bench.sql("create unique index on users (name) where mail is not null");
        assertThat(keep("1\t2\troot\tx")).isEqualTo(new KeptRows(1, 0, 0, 0));

        bench.sql("update users set mail = 'y'");
        assertThat(keep("1\t2\troot\t\\N")).isEqualTo(new KeptRows(1, 0, 0, 0));
        assertCollides("1\t2\troot\tx").hasMessageContaining("the same (name)");
    }

    @Test
    void aRowWithTheKeptPrimaryKeyGivesWayWhateverElseItShares() {
        bench.sql("alter table users add unique (name)");

        assertThat(keep("1\t1\troot\told", "2\t1\tother\t\\N")).isEqualTo(new KeptRows(1, 0, 0, 1));
    }

    @Test
    void whatNoColumnShowsTheServerNames() {
        bench.sql("create unique index the_lower_name on users (lower(name))");

        assertThatThrownBy(() -> keep("1\t2\tROOT\t\\N"))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONSTRAINT_VIOLATED))
                .hasMessageContaining("table public.users")
                .hasMessageContaining("the_lower_name")
                .hasMessageContaining("(root)");
        assertThat(bench.column("select name from users")).containsExactly("root");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertCollides(String... rows) {
        return assertThatThrownBy(() -> keep(rows))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEPT_ROW_COLLISION));
    }

    /** Replaces everything but the administrator, and puts it away again. */
    private KeptRows keep(String... rows) {
        KeptRows[] kept = new KeptRows[1];
        bench.change(List.of("public.users"), change -> {
            change.stage(USERS, COLUMNS, lines(rows));
            kept[0] = change.keep(List.of(rule("public.users", "(school, id) = (1, 1)")))
                    .get(USERS);
            change.compare(USERS);
        });
        bench.sql("delete from users where (school, id) <> (1, 1)");
        return kept[0];
    }
}
