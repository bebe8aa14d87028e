package io.rowkeep.worker.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** References of written rows that would lead nowhere, and rows that refer to what goes or changes. */
class ReferenceViolationsIT {

    private static final List<String> SCHOOL = List.of("id", "code");
    private static final List<String> PUPIL = List.of("id", "school", "friend");

    private final TargetBench bench = new TargetBench();

    @BeforeEach
    void schoolsAndPupils() {
        bench.sql(
                "create table schools (id int primary key, code text unique)",
                "create table pupils (id int primary key, school int references schools, friend int references pupils)",
                "insert into schools values (1, 'a'), (2, 'b')",
                "insert into pupils values (10, 1, null), (11, 2, 10)");
    }

    @Test
    void aWrittenRowRefersToNothing() {
        try (Judgment judgment = new Judgment(bench, "public.pupils")) {
            judgment.merge("public.pupils", PUPIL, "12\t3\t\\N", "10\t4\t\\N", "13\t\\N\t\\N", "14\t2\t11");
            assertThat(judgment.violations())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "2 rows cannot be written to table public.pupils, because \"pupils_school_fkey\" would lead to no row of table public.schools, among them (id) = (12) with (school) = (3)");
            assertThat(judgment.differences("public.pupils").refused()).isEqualTo(2);
        }
    }

    @Test
    void rowsThatComeMayReferToEachOther() {
        try (Judgment judgment = new Judgment(bench, "public.pupils", "public.schools")) {
            judgment.merge("public.schools", SCHOOL, "3\tc");
            judgment.merge("public.pupils", PUPIL, "12\t3\t13", "13\t3\t12", "14\t1\t14", "10\t3\t13");
            assertThat(judgment.violations()).isEmpty();
        }
    }

    @Test
    void aTableThatRefersToItselfIsJudgedInTheEnd() {
        try (Judgment judgment = new Judgment(bench, "public.pupils")) {
            judgment.merge("public.pupils", PUPIL, "12\t1\t13");
            assertThat(judgment.violations())
                    .singleElement()
                    .asString()
                    .contains("\"pupils_friend_fkey\"")
                    .contains("(id) = (12) with (friend) = (13)");
        }
    }

    @Test
    void tablesMayReferToEachOtherInACircle() {
        bench.sql("alter table schools add column head int references pupils");
        try (Judgment judgment = new Judgment(bench, "public.pupils", "public.schools")) {
            judgment.merge("public.schools", List.of("id", "code", "head"), "3\tc\t12", "1\ta\t99");
            judgment.merge("public.pupils", PUPIL, "12\t3\t\\N");
            assertThat(judgment.violations())
                    .singleElement()
                    .asString()
                    .startsWith("1 rows")
                    .contains("\"schools_head_fkey\"");
        }
    }

    @Test
    void aReferenceMayBeWholeOrNotAtAll() {
        bench.sql(
                "create table pairs (a int, b int, primary key (a, b))",
                "insert into pairs values (1, 1)",
                "create table part (id int primary key, a int, b int, foreign key (a, b) references pairs)",
                "create table whole (id int primary key, a int, b int, foreign key (a, b) references pairs match full)");
        String[] rows = {"1\t1\t1", "2\t\\N\t7", "3\t\\N\t\\N", "4\t7\t7"};
        try (Judgment judgment = new Judgment(bench, "public.part", "public.whole")) {
            judgment.merge("public.part", List.of("id", "a", "b"), rows);
            judgment.merge("public.whole", List.of("id", "a", "b"), rows);
            assertThat(judgment.violations())
                    .satisfiesExactly(
                            part -> assertThat(part).startsWith("1 rows").contains("(id) = (4) with (a, b) = (7, 7)"),
                            whole -> assertThat(whole).startsWith("2 rows").contains("(id) = (2)"));
        }
    }

    @Test
    void whatTheServerDoesNotCheckIsNotJudged() {
        bench.sql("alter table pupils disable trigger all");
        try (Judgment judgment = new Judgment(bench, "public.pupils")) {
            judgment.merge("public.pupils", PUPIL, "12\t3\t99");
            assertThat(judgment.violations()).isEmpty();
        }
    }

    @Test
    void whatStaysMayNotReferToARowThatGoes() {
        try (Judgment judgment = new Judgment(bench, "public.pupils", "public.schools")) {
            judgment.exchange("public.schools", SCHOOL, "2\tb");
            judgment.merge("public.pupils", PUPIL, "12\t1\t\\N");
            assertThat(judgment.violations())
                    .satisfiesExactly(
                            written -> assertThat(written).contains("\"pupils_school_fkey\" would lead to no row"),
                            stays -> assertThat(stays)
                                    .isEqualTo(
                                            "1 rows of table public.pupils would refer to nothing, because they refer to rows of table public.schools by \"pupils_school_fkey\" that would go or change"));
            assertThat(judgment.differences("public.schools").refused()).isEqualTo(1);
        }
    }

    @Test
    void whoeverGoesOrTurnsAwayIsInNobodysWay() {
        try (Judgment judgment = new Judgment(bench, "public.pupils", "public.schools")) {
            judgment.exchange("public.schools", SCHOOL, "2\tb");
            judgment.exchange("public.pupils", PUPIL, "11\t2\t\\N");
            assertThat(judgment.violations()).isEmpty();
        }
        try (Judgment judgment = new Judgment(bench, "public.pupils", "public.schools")) {
            judgment.exchange("public.schools", SCHOOL, "2\tb");
            judgment.merge("public.pupils", PUPIL, "10\t2\t\\N");
            assertThat(judgment.violations()).isEmpty();
        }
    }

    @Test
    void aMovedRowSetsOffAnAction() {
        bench.sql(
                "alter table pupils drop constraint pupils_school_fkey",
                "alter table pupils add foreign key (school) references schools on delete cascade");
        try (Judgment judgment = new Judgment(bench, "public.pupils", "public.schools")) {
            judgment.merge("public.schools", SCHOOL, "1\tb", "2\ta");
            judgment.merge("public.pupils", PUPIL, "12\t1\t\\N", "11\t2\t\\N");
            assertThat(judgment.violations())
                    .singleElement()
                    .asString()
                    .startsWith("3 rows of table public.pupils would be deleted or changed along");
        }
    }

    @Test
    void aValueThatIsReferredToMayPassToAnotherRow() {
        bench.sql(
                "create table badges (id int primary key, code text references schools (code))",
                "insert into badges values (1, 'a'), (2, 'b')");
        try (Judgment judgment = new Judgment(bench, "public.badges", "public.schools")) {
            judgment.merge("public.schools", SCHOOL, "1\tb", "2\ta");
            judgment.merge("public.badges", List.of("id", "code"));
            assertThat(judgment.violations()).isEmpty();
        }
        try (Judgment judgment = new Judgment(bench, "public.badges", "public.schools")) {
            judgment.merge("public.schools", SCHOOL, "1\tc", "2\ta");
            judgment.merge("public.badges", List.of("id", "code"), "3\tb");
            assertThat(judgment.violations())
                    .satisfiesExactly(
                            written -> assertThat(written).contains("(id) = (3) with (code) = (b)"),
                            stays -> assertThat(stays)
                                    .startsWith("1 rows of table public.badges would refer to nothing"));
        }
    }

    @Test
    void partitionsReferAndAreReferredTo() {
        bench.sql(
                "create table halls (id int, region int, primary key (id, region)) partition by list (region)",
                "create table halls_1 partition of halls for values in (1)",
                "create table halls_2 partition of halls for values in (2)",
                "insert into halls values (1, 1), (1, 2)",
                "create table seats (id int primary key, hall int, region int, foreign key (hall, region) references halls) partition by range (id)",
                "create table seats_1 partition of seats for values from (1) to (100)",
                "create table seats_2 partition of seats for values from (100) to (200)",
                "alter table seats_2 add constraint in_a_school foreign key (hall) references schools",
                "insert into seats values (1, 1, 1), (101, 1, 2)");
        List<String> seat = List.of("id", "hall", "region");
        try (Judgment judgment = new Judgment(bench, "public.seats", "public.halls")) {
            judgment.merge("public.halls", List.of("id", "region"), "7\t2");
            judgment.merge("public.seats", seat, "2\t7\t2", "3\t7\t1", "102\t7\t2");
            assertThat(judgment.violations())
                    .satisfiesExactly(
                            school -> assertThat(school)
                                    .contains("\"in_a_school\"")
                                    .contains("(id) = (102)"),
                            hall -> assertThat(hall).startsWith("1 rows").contains("(id) = (3)"));
        }
        try (Judgment judgment = new Judgment(bench, "public.seats", "public.halls_1")) {
            judgment.exchange("public.halls_1", List.of("id", "region"));
            judgment.merge("public.seats", seat, "2\t1\t2", "3\t1\t1");
            assertThat(judgment.violations())
                    .satisfiesExactly(
                            written -> assertThat(written).startsWith("1 rows").contains("(id) = (3)"),
                            stays -> assertThat(stays).startsWith("1 rows of table public.seats"));
        }
    }

    @Test
    void aTableThatInheritsHasRowsOfItsOwn() {
        bench.sql(
                "create table academies (primary key (id)) inherits (schools)",
                "insert into academies values (5, 'e')");
        try (Judgment judgment = new Judgment(bench, "public.academies", "public.pupils")) {
            judgment.merge("public.academies", SCHOOL, "6\tf");
            judgment.merge("public.pupils", PUPIL, "12\t5\t\\N", "13\t6\t\\N");
            assertThat(judgment.violations()).singleElement().asString().startsWith("2 rows");
        }
    }
}
