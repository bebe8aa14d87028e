package io.rowkeep.worker.source.postgres;

import static io.rowkeep.worker.source.postgres.TargetBench.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.TableName;
import io.rowkeep.job.RowChanges;
import io.rowkeep.job.RowDecision;
import io.rowkeep.job.Side;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line of the table in {@code docs/merge.md}, with every policy, with and without preserveNewer. */
class MergePolicyIT {

    private static final TableName STUDENTS = TargetBench.table("public.students");
    private static final Map<String, String> KEY = Map.of("id", "1");
    private static final RowDecision BACKUP = new RowDecision(STUDENTS, KEY, Side.BACKUP, null);
    private static final RowDecision CURRENT = new RowDecision(STUDENTS, KEY, Side.CURRENT, null);
    private static final RowDecision FIELDS =
            new RowDecision(STUDENTS, KEY, null, Map.of("a", Side.BACKUP, "b", Side.CURRENT));

    private static final TargetBench BENCH = new TargetBench();

    @BeforeEach
    void noTable() {
        BENCH.sql("drop table if exists public.students");
    }

    @Test
    void theDocumentationHasATable() {
        assertThat(MergeLine.all()).hasSizeGreaterThan(10);
        assertThat(MergeCase.all()).hasSizeGreaterThan(200);
    }

    @ParameterizedTest
    @MethodSource("io.rowkeep.worker.source.postgres.MergeCase#all")
    void aRowBecomesWhatTheDocumentationSays(MergeCase row) {
        if (row.outcome().equals("decision")) {
            assertThat(merge(row)).isEqualTo(row.expected("table"));
            assertThat(merge(row, BACKUP)).isEqualTo(row.expected("backup"));
            assertThat(merge(row, CURRENT)).isEqualTo(row.expected("table"));
            assertThat(merge(row, FIELDS)).isEqualTo(row.expected("fields"));
        } else {
            assertThat(merge(row)).isEqualTo(row.expected(row.outcome()));
        }
    }

    /** Puts the rows there and merges them; says what the table holds then. */
    private static String merge(MergeCase row, RowDecision... decisions) {
        BENCH.sql(
                "drop table if exists public.students",
                "create table public.students (id int primary key, a text, b text%s)"
                        .formatted(row.time().hasColumn() ? ", changed timestamptz" : ""));
        RowChanges[] changes = new RowChanges[1];
        BENCH.change(List.of("public.students"), change -> {
            change.load(STUDENTS, row.columns(), lines(all(row.tableRow())));
            change.stage(STUDENTS, row.columns(), lines(all(row.backupRow())));
            if (row.base()) {
                change.stageBase(STUDENTS, row.columns(), lines(row.baseRow()));
            }
            changes[0] = change.merge(STUDENTS, row.rules(decisions));
        });
        List<String> rows =
                BENCH.column("select concat_ws(' ', coalesce(a, '-'), coalesce(b, '-')) from public.students");
        assertThat(rows).hasSize(1);
        assertThat(changes[0].inserted() + changes[0].updated() + changes[0].unchanged())
                .isEqualTo(1);
        assertThat(changes[0].deleted()).isZero();
        return rows.getFirst();
    }

    private static String[] all(@Nullable String row) {
        return Stream.ofNullable(row).toArray(String[]::new);
    }
}
