package io.rowkeep.worker.source.postgres;

import static io.rowkeep.worker.source.postgres.TargetBench.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.RowChanges;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table of which a change knows some columns only. */
class ConfinedTableIT {

    private static final TableName USERS = TargetBench.table("public.users");
    private static final List<String> KNOWN = List.of("id", "name");

    private final TargetBench bench = new TargetBench();

    @BeforeEach
    void users() {
        bench.sql(
                "create table users (note text default 'fresh', id int primary key, number int generated always as identity, name text)",
                "insert into users (note, id, name) values ('first', 1, 'ann'), ('second', 2, 'bob'), ('third', 3, 'cid')");
    }

    @Test
    void theOtherColumnsStayOrTakeTheirDefaults() {
        replace(new RowChanges(1, 1, 1, 1), "1\tann", "2\trob", "4\tdan");

        assertThat(rows()).containsExactly("1|ann|first|1", "2|rob|second|2", "4|dan|fresh|4");
    }

    @Test
    void rowsThatAreTakenOutAndPutInAgainKeepThem() {
        bench.sql("alter table users add unique (name)");

        replace(new RowChanges(1, 2, 0, 1), "1\tbob", "2\tann", "3\tcid", "4\tdan");

        assertThat(rows()).containsExactly("1|bob|first|1", "2|ann|second|2", "3|cid|third|3", "4|dan|fresh|4");
    }

    @Test
    void whatIsNotKnownIsNotCompared() {
        bench.sql("alter table users add unique (note)", "create table tags (note text references users (note))");

        bench.change(List.of("public.users"), change -> {
            change.confine(USERS, KNOWN);
            change.stage(USERS, KNOWN, lines("1\tann", "2\tbob", "3\tcid"));
            assertThat(change.compare(USERS)).isEqualTo(new RowChanges(0, 0, 0, 3));
            assertThat(change.outsideReferences(List.of(USERS))).isEmpty();
        });
    }

    @Test
    void theKeyCannotBeLeftOut() {
        assertThatThrownBy(() ->
                        bench.change(List.of("public.users"), change -> change.confine(USERS, List.of("name", "note"))))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED))
                .hasMessageContaining("Table public.users")
                .hasMessageContaining("[id]");
    }

    private void replace(RowChanges expected, String... rows) {
        bench.change(List.of("public.users"), change -> {
            change.confine(USERS, KNOWN);
            change.stage(USERS, KNOWN, lines(rows));
            assertThat(change.compare(USERS)).isEqualTo(expected);
        });
    }

    private List<String> rows() {
        return bench.column("select concat_ws('|', id, name, note, number) from users order by id");
    }
}
