package io.rowkeep.worker.source.postgres;

import static io.rowkeep.worker.source.postgres.TargetBench.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.ConflictPolicy;
import io.rowkeep.job.JobError;
import io.rowkeep.job.RowDecision;
import io.rowkeep.job.Side;
import io.rowkeep.job.TableDifferences;
import io.rowkeep.worker.source.MergeRules;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of the differences of a merge. */
class MergeDifferencesIT {

    private static final String STUDENTS = "public.students";
    private static final TableName TABLE = TargetBench.table(STUDENTS);
    private static final List<String> COLUMNS = List.of("id", "name", "email");

    private final TargetBench bench = new TargetBench();

    @BeforeEach
    void students() {
        bench.sql(
                "create table students (id int primary key, name text, email text)",
                "insert into students values (1, 'ann', 'a'), (2, 'bob', 'b'), (3, 'cid', 'c')");
    }

    @Test
    void conflictsWithoutADecisionAreCountedWithSomeOfTheirKeys() {
        try (Judgment judgment = new Judgment(bench, STUDENTS)) {
            stage(judgment, "1\tann\tx", "2\tbob\ty", "3\tcid\tz", "4\tdan\td");
            RowDecision decision = new RowDecision(TABLE, Map.of("id", "3"), Side.BACKUP, null);
            judgment.view().merge(TABLE, rules(ConflictPolicy.MANUAL, false, List.of(), List.of(decision)));
            assertThat(judgment.view().violations())
                    .containsExactly(
                            new JobError(
                                    ErrorCode.DECISIONS_MISSING,
                                    "2 conflicts in table public.students have no decision, among them (id) = (1); (id) = (2): decide about every one of them, or choose another policy"));
            assertThat(counts(judgment)).isEqualTo(new TableDifferences(1, 0, 0, 0, 3, 0, 0, 0, 0, ""));
            assertThat(judgment.lines(STUDENTS)).first().isEqualTo("""
                            {"table":"public.students","key":{"id":"1"},"kind":"conflict","outcome":"keep","fields":[\
                            {"name":"email","current":"a","backup":"x"}]}""");
        }
    }

    @Test
    void linesShowTheBaseAndWhatTheFieldsBecome() {
        try (Judgment judgment = new Judgment(bench, STUDENTS)) {
            stage(judgment, "1\tanna\ta", "2\tbob\tb");
            judgment.view().stageBase(TABLE, COLUMNS, lines("1\tann\told", "2\told\told"));
            judgment.view().merge(TABLE, rules(ConflictPolicy.MERGE_FIELDS, true, List.of(), List.of()));
            assertThat(judgment.violations()).isEmpty();
            assertThat(judgment.lines(STUDENTS))
                    .singleElement()
                    .asString()
                    .contains(
                            "\"fields\":[{\"name\":\"name\",\"current\":\"ann\",\"backup\":\"anna\",\"base\":\"ann\",\"result\":\"anna\"}]");
            assertThat(counts(judgment).unchanged()).isEqualTo(1);
        }
    }

    @Test
    void theDigestIsOverBothSidesAndNotOverWhatTheyBecome() {
        String digest = digest(ConflictPolicy.MERGE_FIELDS, "1\tanna\t\\N");
        assertThat(digest(ConflictPolicy.BACKUP_WINS, "1\tanna\t\\N")).isEqualTo(digest);
        assertThat(digest(ConflictPolicy.MERGE_FIELDS, "1\tanna\ta")).isNotEqualTo(digest);
    }

    @Test
    void onlyChosenRowsAreCounted() {
        bench.sql("alter table students add unique (email)");
        try (Judgment judgment = new Judgment(bench, STUDENTS)) {
            stage(judgment, "1\tann\tx", "2\tbob\tb", "3\tcid\tz", "4\tdan\td");
            judgment.view().protect(List.of(TargetBench.rule(STUDENTS, "id = 3")));
            judgment.view()
                    .merge(
                            TABLE,
                            rules(
                                    ConflictPolicy.BACKUP_WINS,
                                    false,
                                    List.of(Map.of("id", "1"), Map.of("id", "2"), Map.of("id", "3")),
                                    List.of()));
            assertThat(judgment.violations()).isEmpty();
            assertThat(counts(judgment)).isEqualTo(new TableDifferences(0, 0, 0, 1, 1, 0, 0, 1, 0, ""));
        }
    }

    private String digest(ConflictPolicy policy, String... rows) {
        try (Judgment judgment = new Judgment(bench, STUDENTS)) {
            stage(judgment, rows);
            judgment.view().merge(TABLE, rules(policy, false, List.of(), List.of()));
            return judgment.differences(STUDENTS).digest();
        }
    }

    private static void stage(Judgment judgment, String... rows) {
        judgment.view().stage(TABLE, COLUMNS, lines(rows));
    }

    private static TableDifferences counts(Judgment judgment) {
        TableDifferences found = judgment.differences(STUDENTS);
        return new TableDifferences(
                found.insert(),
                found.update(),
                found.delete(),
                found.unchanged(),
                found.conflict(),
                found.keptNewer(),
                found.keptCurrent(),
                found.keptByRule(),
                found.refused(),
                "");
    }

    private static MergeRules rules(
            ConflictPolicy policy, boolean base, List<Map<String, String>> keys, List<RowDecision> decisions) {
        return new MergeRules(policy, false, null, base, keys, decisions, false);
    }
}
