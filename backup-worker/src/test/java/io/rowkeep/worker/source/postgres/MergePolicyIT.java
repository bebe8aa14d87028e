package io.rowkeep.worker.source.postgres;

import static io.rowkeep.worker.source.postgres.TargetBench.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.TableName;
import io.rowkeep.job.ConflictPolicy;
import io.rowkeep.job.RowChanges;
import io.rowkeep.job.RowDecision;
import io.rowkeep.job.Side;
import io.rowkeep.worker.source.LineSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line of the table in {@code docs/merge.md}, with every policy, with and without preserveNewer. */
class MergePolicyIT {

    private static final TableName STUDENTS = TargetBench.table("public.students");

    private final TargetBench bench = new TargetBench();

    @Test
    void everyLineIsMadeOfRows() {
        assertThat(MergeLine.all())
                .hasSize(14)
                .allSatisfy(line -> assertThat(MergeSetting.all()
                                .flatMap(setting -> setting.cases().stream())
                                .filter(row -> row.line().equals(line)))
                        .hasSizeGreaterThanOrEqualTo(8));
    }

    @ParameterizedTest
    @MethodSource("io.rowkeep.worker.source.postgres.MergeSetting#all")
    void rowsBecomeWhatTheDocumentationSays(MergeSetting setting) {
        merge(setting, List.of());

        assertThat(rows()).containsExactlyElementsOf(expected(setting, "table"));
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void conflictsBecomeWhatSomebodyHasDecided(boolean base, boolean hasTime) {
        MergeSetting setting = new MergeSetting(base, hasTime, ConflictPolicy.MANUAL, false);

        merge(setting, decisions(setting, key -> new RowDecision(STUDENTS, key, Side.BACKUP, null)));
        assertThat(rows()).containsExactlyElementsOf(expected(setting, "backup"));

        merge(setting, decisions(setting, key -> new RowDecision(STUDENTS, key, Side.CURRENT, null)));
        assertThat(rows()).containsExactlyElementsOf(expected(setting, "table"));

        merge(
                setting,
                decisions(
                        setting,
                        key -> new RowDecision(STUDENTS, key, null, Map.of("a", Side.BACKUP, "b", Side.CURRENT))));
        assertThat(rows()).containsExactlyElementsOf(expected(setting, "fields"));
    }

    private static List<RowDecision> decisions(
            MergeSetting setting, Function<Map<String, String>, RowDecision> decision) {
        return setting.cases().stream()
                .filter(row -> setting.outcome(row).equals("decision"))
                .map(row -> decision.apply(Map.of("id", String.valueOf(row.id()))))
                .toList();
    }

    private static List<String> expected(MergeSetting setting, String decision) {
        return setting.cases().stream()
                .map(row -> row.expected(setting.outcome(row).replace("decision", decision)))
                .toList();
    }

    /** Puts the rows there and merges them. */
    private void merge(MergeSetting setting, List<RowDecision> decisions) {
        bench.sql(
                "drop table if exists public.students",
                "create table public.students (id int primary key, a text, b text%s)"
                        .formatted(setting.hasTime() ? ", changed timestamptz" : ""));
        bench.change(List.of("public.students"), change -> {
            change.load(STUDENTS, setting.columns(), rows(setting, MergeCase::tableRow));
            change.stage(STUDENTS, setting.columns(), rows(setting, MergeCase::backupRow));
            if (setting.base()) {
                change.stageBase(STUDENTS, setting.columns(), rows(setting, MergeCase::baseRow));
            }
            RowChanges changes = change.merge(STUDENTS, setting.rules(decisions));
            assertThat(changes.inserted() + changes.updated() + changes.unchanged())
                    .isEqualTo(setting.cases().size());
            assertThat(changes.deleted()).isZero();
        });
    }

    private static LineSource rows(MergeSetting setting, Function<MergeCase, @Nullable String> side) {
        return lines(setting.cases().stream().map(side).filter(Objects::nonNull).toArray(String[]::new));
    }

    private List<String> rows() {
        return bench.column(
                "select concat_ws(' ', id, coalesce(a, '-'), coalesce(b, '-')) from public.students order by id");
    }
}
