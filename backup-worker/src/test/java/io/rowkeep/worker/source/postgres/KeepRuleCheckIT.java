package io.rowkeep.worker.source.postgres;

import static io.rowkeep.worker.source.postgres.TargetBench.LIMITS;
import static io.rowkeep.worker.source.postgres.TargetBench.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.SourceSession;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keep rules that cannot hold are found before a job needs them, and none is evaluated for it. */
class KeepRuleCheckIT {

    private final TargetBench bench = new TargetBench();

    @BeforeEach
    void tables() {
        bench.sql(
                "create table users (id int primary key, is_admin boolean)",
                "create table m (id int) partition by list (id)",
                "create table calls (n int)",
                "create view shown as select 1 as id",
                "create function called(int) returns boolean language plpgsql as 'begin insert into public.calls values ($1); return true; end'",
                "insert into users values (1, true)");
    }

    @Test
    void rulesThatAreSqlAboutTheirTablePassWithoutBeingEvaluated() {
        assertThat(invalid(
                        rule("public.users", "is_admin"),
                        rule("public.users", "is_admin -- the administrator"),
                        rule("public.users", "public.called(id)"),
                        rule("public.users", "exists (select from public.calls where n = users.id)"),
                        rule("public.users", "exists (select from public.calls t where t.n = public.users.id)"),
                        rule("public.m", "id in (select u.id from public.users u)")))
                .isEmpty();
        assertThat(bench.column("select n from calls")).isEmpty();
    }

    @Test
    void eachOtherOneIsNamedWithTheServersComplaint() {
        assertThat(invalid(
                        rule("public.users", "is_amdin"),
                        rule("public.users", "id"),
                        rule("public.users", "is_admin or"),
                        rule("public.gone", "true"),
                        rule("public.shown", "true"),
                        rule("public.m", "id = 5")))
                .satisfiesExactly(
                        one -> assertThat(one)
                                .contains(
                                        "keep rule \"is_amdin\" of table public.users", "\"is_amdin\" does not exist"),
                        two -> assertThat(two).contains("must be type boolean"),
                        three -> assertThat(three).contains("syntax error"),
                        four -> assertThat(four).contains("public.gone", "no such table"),
                        five -> assertThat(five).contains("public.shown", "no such table"));
    }

    @Test
    void theSessionGoesOn() {
        DatasetDefinition dataset = dataset(rule("public.users", "is_amdin"));
        try (SourceSession session = bench.source(LIMITS).openSource(new SessionTag("test", 0))) {
            assertThat(session.invalidKeepRules(dataset)).hasSize(1);
            assertThat(session.select(dataset, List.of()).tables()).isNotEmpty();
            assertThat(session.countRows(TargetBench.table("public.users"))).isEqualTo(1);
        }
    }

    private List<String> invalid(KeepRule... rules) {
        try (SourceSession session = bench.source(LIMITS).openSource(new SessionTag("test", 0))) {
            return session.invalidKeepRules(dataset(rules));
        }
    }

    private static DatasetDefinition dataset(KeepRule... rules) {
        return new DatasetDefinition(new DatasetName("people"), List.of(), List.of(), List.of(rules), null, null);
    }
}
