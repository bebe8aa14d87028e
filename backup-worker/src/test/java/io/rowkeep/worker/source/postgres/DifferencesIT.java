package io.rowkeep.worker.source.postgres;

import static io.rowkeep.worker.source.postgres.TargetBench.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.TableName;
import io.rowkeep.job.KeptRows;
import io.rowkeep.job.TableDifferences;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of differences: their numbers and their digest. */
class DifferencesIT {

    private static final String NOTES = "public.notes";
    private static final TableName TABLE = TargetBench.table(NOTES);
    private static final List<String> COLUMNS = List.of("id", "text", "n");

    private final TargetBench bench = new TargetBench();

    @BeforeEach
    void notes() {
        bench.sql(
                "create table notes (id int primary key, text text, n numeric)",
                "insert into notes values (1, 'one', 1.0), (2, 'two', 2.0), (3, 'three', 3.0), (4, 'four', 4.0)");
    }

    @Test
    void differencesAreCountedByKind() {
        try (Judgment judgment = new Judgment(bench, NOTES)) {
            judgment.exchange(NOTES, COLUMNS, "1\tone\t1.0", "2\ttwo\t2.00", "9\tnine\t9");
            TableDifferences found = judgment.differences(NOTES);
            assertThat(found)
                    .usingRecursiveComparison()
                    .ignoringFields("digest")
                    .isEqualTo(new TableDifferences(1, 1, 2, 1, 0, 0, 0, 0, 0, ""));
            assertThat(found.digest()).matches("[0-9a-f]{64}");
        }
    }

    @Test
    void whatGivesWayToAKeptRowIsKeptByRule() {
        try (Judgment judgment = new Judgment(bench, NOTES)) {
            PostgresTargetView view = judgment.view();
            view.stage(TABLE, COLUMNS, lines("1\tx\t1", "2\ttwo\t2.0", "3\ty\t3"));
            assertThat(view.keep(List.of(TargetBench.rule(NOTES, "id in (1, 4)"))))
                    .isEqualTo(Map.of(TABLE, new KeptRows(2, 0, 0, 1)));
            view.compare(TABLE);
            assertThat(view.differences(TABLE))
                    .usingRecursiveComparison()
                    .ignoringFields("digest")
                    .isEqualTo(new TableDifferences(0, 1, 0, 1, 0, 0, 0, 1, 0, ""));
        }
    }

    @Test
    void theSameDifferencesHaveTheSameDigestWhereverRowsLie() {
        String digest = digest("2\tzwei\t2.0", "9\tnine\t9");
        assertThat(digest("9\tnine\t9", "2\tzwei\t2.0")).isEqualTo(digest);
        bench.sql("update notes set n = n", "vacuum full notes", "cluster notes using notes_pkey");
        assertThat(digest("2\tzwei\t2.0", "9\tnine\t9")).isEqualTo(digest);
    }

    @Test
    void everyByteOfBothSidesMatters() {
        String digest = digest("2\tzwei\t2.0");
        assertThat(digest("2\tzwei\t2.00")).isNotEqualTo(digest);
        assertThat(digest("2\tzwei \t2.0")).isNotEqualTo(digest);
        assertThat(digest("2\tzwei\t\\N")).isNotEqualTo(digest);
        bench.sql("update notes set text = 'Two' where id = 2");
        assertThat(digest("2\tzwei\t2.0")).isNotEqualTo(digest);
    }

    @Test
    void valuesThatPassToAnotherRowMatter() {
        assertThat(digest("2\tx\t2.0", "3\ty\t3.0")).isNotEqualTo(digest("2\ty\t2.0", "3\tx\t3.0"));
        assertThat(digest("2\tx\t2.0", "3\tx\t3.0")).isNotEqualTo(digest("2\tx\t2.0"));
    }

    @Test
    void theEmptyTextIsNotTheMissingOne() {
        assertThat(digest("2\t\t\\N")).isNotEqualTo(digest("2\t\\N\t\\N"));
    }

    @Test
    void rowsWithoutAKeyAreWhatTheyHold() {
        bench.sql("alter table notes drop constraint notes_pkey", "insert into notes values (1, 'one', 1.0)");
        String digest = digest("1\tone\t1.0", "2\ttwo\t2.0", "2\ttwo\t2.0");
        assertThat(digest("2\ttwo\t2.0", "1\tone\t1.0", "2\ttwo\t2.0")).isEqualTo(digest);
        assertThat(digest("2\ttwo\t2.0", "1\tone\t1.0")).isNotEqualTo(digest);
    }

    private String digest(String... lines) {
        try (Judgment judgment = new Judgment(bench, NOTES)) {
            return judgment.exchange(NOTES, COLUMNS, lines).differences(NOTES).digest();
        }
    }
}
