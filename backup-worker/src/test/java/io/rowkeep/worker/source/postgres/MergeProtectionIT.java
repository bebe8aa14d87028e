package io.rowkeep.worker.source.postgres;

import static io.rowkeep.worker.source.postgres.TargetBench.lines;
import static io.rowkeep.worker.source.postgres.TargetBench.rule;
import static io.rowkeep.worker.source.postgres.TargetBench.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.ConflictPolicy;
import io.rowkeep.job.KeptRows;
import io.rowkeep.job.RowChanges;
import io.rowkeep.worker.source.MergeRules;
import io.rowkeep.worker.source.TargetSession;
import io.rowkeep.worker.source.TargetView;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that keep rules protect from a merge. */
class MergeProtectionIT {

    private static final TableName TEAMS = table("public.teams");
    private static final TableName USERS = table("public.users");
    private static final List<String> BOTH = List.of("public.teams", "public.users");
    private static final MergeRules RULES =
            new MergeRules(ConflictPolicy.BACKUP_WINS, false, null, false, List.of(), List.of(), false);

    private final TargetBench bench = new TargetBench();

    @BeforeEach
    void anAdministrator() {
        bench.sql(
                "create table teams (id int primary key, name text)",
                "create table users (id int primary key, team int references teams, name text unique, is_admin boolean)",
                "insert into teams values (1, 'now'), (2, 'now')",
                "insert into users values (1, 1, 'root', true), (2, 2, 'now', null)");
    }

    @Test
    void aProtectedRowStaysAndWhatItRefersToIsMerged() {
        List<String> before = bench.column("select ctid || ' ' || xmin from users where is_admin");
        bench.change(BOTH, change -> {
            change.stage(TEAMS, List.of("id", "name"), lines("1\tthen", "2\tthen"));
            change.stage(
                    USERS,
                    List.of("id", "team", "name", "is_admin"),
                    lines("1\t2\tthen\tf", "2\t1\tthen\tf", "3\t1\tnew\tf"));
            assertThat(change.protect(List.of(rule("public.users", "is_admin -- who may do everything"))))
                    .containsEntry(USERS, new KeptRows(1, 0, 0, 1))
                    .doesNotContainKey(TEAMS);
            assertThat(change.merge(TEAMS, RULES)).isEqualTo(new RowChanges(0, 2, 0, 0));
            assertThat(change.merge(USERS, RULES)).isEqualTo(new RowChanges(1, 1, 0, 1));
        });
        assertThat(bench.column("select concat_ws(' ', id, team, name) from users order by id"))
                .containsExactly("1 1 root", "2 1 then", "3 1 new");
        assertThat(bench.column("select name from teams")).containsExactly("then", "then");
        assertThat(bench.column("select ctid || ' ' || xmin from users where is_admin"))
                .isEqualTo(before);
    }

    @Test
    void aRowThatTakesAUniqueValueOfAProtectedOneIsNamed() {
        try (TargetSession session = bench.session();
                TargetView view = session.view(List.of(TEAMS, USERS))) {
            view.stage(USERS, List.of("id", "name"), lines("1\troot", "2\troot"));
            view.protect(List.of(rule("public.users", "is_admin")));
            view.merge(USERS, RULES);
            assertThat(view.violations()).singleElement().satisfies(found -> {
                assertThat(found.code()).isEqualTo(ErrorCode.CONSTRAINT_VIOLATED);
                assertThat(found.message()).contains("(id) = (2) beside (id) = (1)", "(name)");
            });
        }
    }

    @Test
    void aRuleThatIsNoSqlIsNamed() {
        assertThatThrownBy(() -> bench.change(BOTH, change -> change.protect(List.of(rule("public.users", "is_boss")))))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEEP_RULE_INVALID));
    }
}
