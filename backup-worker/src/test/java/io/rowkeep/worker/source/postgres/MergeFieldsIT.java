package io.rowkeep.worker.source.postgres;

import static io.rowkeep.worker.source.postgres.TargetBench.lines;
import static io.rowkeep.worker.source.postgres.TargetBench.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.TableName;
import io.rowkeep.job.ConflictPolicy;
import io.rowkeep.job.RowChanges;
import io.rowkeep.worker.source.MergeRules;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that are settled field by field: every line of that table in {@code docs/merge.md}. */
class MergeFieldsIT {

    private static final TableName STUDENTS = table("public.students");
    private static final List<String> COLUMNS = List.of("id", "one", "other", "changed");

    private final TargetBench bench = new TargetBench();

    @Test
    void theDocumentationSaysNothingElse() {
        assertThat(MarkdownTable.read("docs/merge.md", "base", "the field", "afterwards"))
                .containsExactly(
                        List.of("has the row", "changed on one side only", "that side's"),
                        List.of(
                                "has the row",
                                "changed on both sides, differently",
                                "the newer row's; the backup's when neither is newer"),
                        List.of("none, or does not have the row", "null on one side only", "the other side's"),
                        List.of(
                                "none, or does not have the row",
                                "different, and null on neither side",
                                "the newer row's; the backup's when neither is newer"));
    }

    // The fields of the base, the table and the backup, and what they are afterwards; - is NULL.
    @ParameterizedTest
    @CsvSource({
        // Changed on one side only.
        "x y 2, x T 3, B y 1, B T 3",
        "x y 2, - y 3, x B 1, - B 3",
        "x - 2, x T 3, B - 1, B T 3",
        // Changed on both sides, differently; and the same way.
        "x y 1, T T 3, B B 2, T T 3",
        "x y 1, T T 2, B B 3, B B 3",
        "x y 1, T T 2, B B 2, B B 2",
        "x y 1, T T -, B B -, B B -",
        "x y 1, T T -, B B 2, B B 2",
        "x y 1, T T 2, B B -, T T 2",
        "x y 1, - T 3, B B 2, - T 3",
        "x y 1, N T 3, N y 2, N T 3",
    })
    void aFieldThatTheBaseHas(String base, String table, String backup, String expected) {
        assertThat(merge("changed", base, table, backup)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // Null on one side only.
        "- T 3, B - 2, B T 3",
        "- - 3, B B 2, B B 3",
        "T T 1, - - 2, T T 2",
        // Different.
        "T - 3, B B 2, T B 3",
        "T T 2, B B 3, B B 3",
        "T T 2, B B 2, B B 2",
        "T T -, B B -, B B -",
        "T T -, B B 2, B B 2",
        "T T 2, B B -, T T 2",
    })
    void aFieldWithoutABase(String table, String backup, String expected) {
        assertThat(merge("changed", null, table, backup)).isEqualTo(expected);
        assertThat(mergeWithout(table, backup)).isEqualTo(expected);
    }

    @Test
    void withoutATimeTheBackupsFieldIsTakenWhereBothHaveOne() {
        assertThat(merge(null, null, "T - 3", "B B 2")).isEqualTo("B B 2");
        assertThat(merge(null, "x y 1", "T T 3", "B y 2")).isEqualTo("B T 2");
    }

    @Test
    void aRowThatStaysAsTheTableHasItIsNotWritten() {
        bench.sql(
                "create table students (id int primary key, one text, other text, changed int)",
                "insert into students values (1, 'T', 'T', 3), (2, 'T', null, 3)");
        List<String> before = bench.column("select ctid from students where id = 1");
        bench.change(List.of("public.students"), change -> {
            change.stage(STUDENTS, COLUMNS, lines("1\tB\t\\N\t2", "2\tB\tB\t2", "3\tB\tB\t2"));
            assertThat(change.merge(STUDENTS, rules("changed", false))).isEqualTo(new RowChanges(1, 1, 0, 1));
        });
        assertThat(bench.column("select ctid from students where id = 1")).isEqualTo(before);
        assertThat(rows()).containsExactly("T T 3", "T B 3", "B B 2");
    }

    @Test
    void typesWithoutEqualityAndRowsOfNullsAreFieldsToo() {
        bench.sql(
                "create type pair as (l int, r int)",
                "create table students (id int primary key, j json, p point, x xml, c pair)",
                "insert into students values (1, '{\"a\":1}', null, '<t/>', row(null, null)), (2, null, '(1,1)', null, null)");
        List<String> columns = List.of("id", "j", "p", "x", "c");
        bench.change(List.of("public.students"), change -> {
            change.stage(STUDENTS, columns, lines("1\t{\"a\": 1}\t(2,2)\t<t/>\t\\N", "2\t{}\t(2,2)\t<b/>\t(1,2)"));
            change.stageBase(STUDENTS, columns, lines("1\t{\"a\":1}\t\\N\t\\N\t\\N"));
            change.merge(STUDENTS, rules(null, true));
        });
        assertThat(bench.column("select row(j, p, x, c)::text from students order by id"))
                .containsExactly("(\"{\"\"a\"\": 1}\",\"(2,2)\",<t/>,\"(,)\")", "({},\"(2,2)\",<b/>,\"(1,2)\")");
    }

    /** The base does not have the row, which is as if there were none. */
    private String mergeWithout(String table, String backup) {
        return merge("changed", "2", table, backup);
    }

    private String merge(@Nullable String updatedAt, @Nullable String base, String table, String backup) {
        bench.sql(
                "drop table if exists public.students",
                "create table public.students (id int primary key, one text, other text, changed int)");
        bench.change(List.of("public.students"), change -> {
            change.load(STUDENTS, COLUMNS, lines(row(table)));
            change.stage(STUDENTS, COLUMNS, lines(row(backup)));
            if (base != null) {
                change.stageBase(STUDENTS, COLUMNS, lines(base.equals("2") ? "2\t\\N\t\\N\t\\N" : row(base)));
            }
            change.merge(STUDENTS, rules(updatedAt, base != null));
        });
        return rows().getFirst();
    }

    private static MergeRules rules(@Nullable String updatedAt, boolean base) {
        return new MergeRules(ConflictPolicy.MERGE_FIELDS, false, updatedAt, base, List.of(), List.of(), false);
    }

    private static String row(String fields) {
        return "1\t" + fields.replace("-", "\\N").replace(' ', '\t');
    }

    private List<String> rows() {
        return bench.column(
                "select concat_ws(' ', coalesce(one, '-'), coalesce(other, '-'), coalesce(changed::text, '-')) from public.students order by id");
    }
}
