package io.rowkeep.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.TableName;
import io.rowkeep.job.JobProgress;
import io.rowkeep.job.JobProgress.TableCount;
import io.rowkeep.job.TableProgress;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableProgressesTest {

    private static final TableName COURSES = new TableName("public", "courses");
    private static final TableName STUDENTS = new TableName("public", "students");

    @Test
    void tablesAreNamedInTheOrderInWhichTheyWereBegun() {
        TableProgresses progress = new TableProgresses(3);
        assertThat(progress.now()).isEqualTo(new JobProgress(0, 0, new TableCount(0, 3), List.of()));

        progress.begin(STUDENTS);
        progress.add(2, 20);
        progress.tableDone();
        progress.begin(COURSES);
        progress.add(1, 5);
        progress.add(1, 7);

        assertThat(progress.now().rows()).isEqualTo(4);
        assertThat(progress.now().bytes()).isEqualTo(32);
        assertThat(progress.now().tables()).isEqualTo(new TableCount(1, 3));
        assertThat(progress.now().latest())
                .containsExactly(new TableProgress(STUDENTS, 2, 20), new TableProgress(COURSES, 2, 12));
    }

    @Test
    void ofManyTablesOnlyTheLatestAreNamedAndAllAreCounted() {
        int tables = JobProgress.MOST_NAMED + 50;
        TableProgresses progress = new TableProgresses(tables + 1);
        for (int i = 0; i < tables; i++) {
            progress.begin(new TableName("public", "table" + i));
            progress.add(1, 10);
            progress.tableDone();
        }
        progress.begin(STUDENTS);

        JobProgress now = progress.now();

        assertThat(now.rows()).isEqualTo(tables);
        assertThat(now.tables()).isEqualTo(new TableCount(tables, tables + 1));
        assertThat(now.latest()).hasSize(JobProgress.MOST_NAMED).endsWith(new TableProgress(STUDENTS, 0, 0));
        assertThat(now.latest().getFirst().name()).isEqualTo(new TableName("public", "table51"));
    }
}
