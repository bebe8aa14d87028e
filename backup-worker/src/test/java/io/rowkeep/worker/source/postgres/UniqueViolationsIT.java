package io.rowkeep.worker.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that would share in the end what no two rows may share. */
class UniqueViolationsIT {

    private static final List<String> COLUMNS = List.of("id", "name", "mail");

    private final TargetBench bench = new TargetBench();

    @BeforeEach
    void users() {
        bench.sql(
                "create table users (id int primary key, name text, mail text)",
                "insert into users values (1, 'ann', 'a@x'), (2, 'bob', 'b@x'), (3, 'cid', null)");
    }

    @Test
    void aRowThatStaysHasTheValueAlready() {
        bench.sql("alter table users add unique (name, mail)");

        assertThat(violations("7\tann\ta@x", "8\tnew\tx", "2\tann\ta@x"))
                .singleElement()
                .asString()
                .startsWith(
                        "2 rows cannot be written to table public.users, because another row has the same (name, mail)")
                .contains("among them (id) = (7) beside (id) = (1)");
    }

    @Test
    void whatIsRefusedIsCountedAsThat() {
        bench.sql("alter table users add unique (name)");
        try (Judgment judgment = new Judgment(bench, "public.users")) {
            judgment.merge("public.users", COLUMNS, "7\tann\ta@x", "8\tnew\tx", "2\tann\ta@x", "3\tcid\t\\N");
            assertThat(judgment.differences("public.users").refused()).isZero();
            assertThat(judgment.violations()).hasSize(1);
            assertThat(judgment.differences("public.users"))
                    .satisfies(found -> assertThat(found.refused()).isEqualTo(2))
                    .satisfies(found -> assertThat(found.insert()).isEqualTo(1))
                    .satisfies(found -> assertThat(found.update()).isZero())
                    .satisfies(found -> assertThat(found.unchanged()).isEqualTo(1));
            assertThat(judgment.lines("public.users"))
                    .first()
                    .asString()
                    .contains("\"kind\":\"refused\",\"outcome\":\"update\"");
        }
    }

    @Test
    void rowsThatComeHaveTheSameValue() {
        bench.sql("alter table users add unique (name)");

        assertThat(violations("7\tnew\tx", "8\tnew\ty", "9\t\\N\tz", "10\t\\N\tz"))
                .singleElement()
                .asString()
                .startsWith("2 rows")
                .contains("(id) = (7) beside (id) = (8)");
    }

    @Test
    void thePrimaryKeyIsJudgedAmongTheRowsThatCome() {
        assertThat(violations("7\tone\tx", "7\tother\ty"))
                .singleElement()
                .asString()
                .contains("the same (id) in the end, among them (id) = (7) beside (id) = (7)");
    }

    @Test
    void valuesMayPassFromRowToRow() {
        bench.sql("alter table users add unique (name)", "create unique index on users (mail) nulls not distinct");

        assertThat(violations("1\tbob\tb@x", "2\tcid\t\\N", "3\tann\ta@x")).isEmpty();
    }

    @Test
    void aKeyAboutSomeRowsIsJudgedAmongThem() {
        bench.sql("create unique index on users (name) where mail is not null");

        assertThat(violations("7\tann\t\\N", "8\tcid\tx")).isEmpty();
        assertThat(violations("7\tcid\tx", "3\tcid\tnow"))
                .singleElement()
                .asString()
                .startsWith("2 rows");
        assertThat(violations("7\tbob\tx")).hasSize(1);
    }

    @Test
    void missingValuesAreEqualWhereTheKeySaysSo() {
        bench.sql("create unique index on users (mail) nulls not distinct");

        assertThat(violations("7\tx\t\\N")).singleElement().asString().contains("(id) = (7) beside (id) = (3)");
        assertThat(violations("7\tx\t\\N", "3\tcid\tc@x")).isEmpty();
        assertThat(violations("7\tx\t\\N", "8\tx\t\\N", "3\tcid\tc@x")).hasSize(1);
    }

    @Test
    void aDeferredKeyIsJudgedToo() {
        bench.sql("alter table users add unique (name) deferrable initially deferred");

        assertThat(violations("7\tann\tx")).hasSize(1);
    }

    @Test
    void aKeyComparesByItsOwnCollation() {
        bench.sql(
                "create collation loud (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "create unique index on users (name collate loud)",
                "alter table users add nick text collate loud",
                "create unique index on users (nick collate \"C\")",
                "update users set nick = name");

        assertThat(violations("7\tANN\tx")).singleElement().asString().contains("(id) = (7) beside (id) = (1)");
        assertThat(violations("7\tnew\tx", "8\tNEW\tx"))
                .singleElement()
                .asString()
                .startsWith("2 rows");
        try (Judgment judgment = new Judgment(bench, "public.users")) {
            assertThat(judgment.merge(
                                    "public.users",
                                    List.of("id", "name", "mail", "nick"),
                                    "7\tx\tx\tANN",
                                    "8\ty\tx\tann2",
                                    "9\tz\tx\tANN2")
                            .violations())
                    .isEmpty();
        }
    }

    @Test
    void partitionsAreJudgedAsOneTable() {
        bench.sql(
                "create table parts (id int, name text, region int, primary key (id, region), unique (name, region)) partition by list (region)",
                "create table parts_1 partition of parts for values in (1)",
                "create table parts_2 partition of parts for values in (2)",
                "insert into parts values (1, 'ann', 1), (2, 'bob', 2)");
        try (Judgment judgment = new Judgment(bench, "public.parts")) {
            judgment.merge(
                    "public.parts",
                    List.of("id", "name", "region"),
                    "3\tann\t2",
                    "4\tbob\t2",
                    "1\tnew\t1",
                    "5\tann\t1");
            assertThat(judgment.violations())
                    .singleElement()
                    .asString()
                    .startsWith("1 rows")
                    .contains("(id, region) = (4, 2) beside (id, region) = (2, 2)");
        }
    }

    private List<String> violations(String... lines) {
        try (Judgment judgment = new Judgment(bench, "public.users")) {
            return judgment.merge("public.users", COLUMNS, lines).violations();
        }
    }
}
