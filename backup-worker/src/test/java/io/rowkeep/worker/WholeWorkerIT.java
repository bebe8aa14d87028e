package io.rowkeep.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobStatus;
import io.rowkeep.job.PruneSpec;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.testing.RabbitServer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WholeWorkerIT {

    private final WorkersFixture fixture =
            new WorkersFixture(RabbitServer.shared().virtualHost());

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void everyKindOfJobHasItsRunner() {
        fixture.table("students");
        fixture.wholeWorker();
        BackupId backup = new BackupId(UUID.randomUUID());

        Job stored = fixture.awaitStatus(
                fixture.submit(new BackupSpec(
                        WorkersFixture.SCHOOL, DatasetName.ALL, backup, List.of(), BackupFormat.JSON, null)),
                JobStatus.SUCCEEDED);
        Job restored = fixture.awaitStatus(
                fixture.submit(RestoreSpec.replace(WorkersFixture.SCHOOL, DatasetName.ALL, backup, List.of(), true)),
                JobStatus.SUCCEEDED);
        Job counted = fixture.awaitStatus(fixture.submit(), JobStatus.SUCCEEDED);

        assertThat(List.of(stored, restored, counted))
                .allSatisfy(job -> assertThat(job.statistics())
                        .isNotNull()
                        .satisfies(statistics -> assertThat(statistics.tables()).hasSize(1)));
    }

    @Test
    void aDeletedBackupIsGoneFromTheBucketAndFromTheCatalogue() {
        fixture.table("students");
        fixture.wholeWorker();
        BackupId backup = new BackupId(UUID.randomUUID());
        fixture.awaitStatus(
                fixture.submit(new BackupSpec(
                        WorkersFixture.SCHOOL, DatasetName.ALL, backup, List.of(), BackupFormat.JSON, null)),
                JobStatus.SUCCEEDED);

        Job pruned = fixture.awaitStatus(
                fixture.submit(new PruneSpec(WorkersFixture.SCHOOL, DatasetName.ALL, backup)), JobStatus.SUCCEEDED);

        // The manifest and the part list of a table without rows.
        assertThat(pruned.statistics()).isNotNull().satisfies(statistics -> {
            assertThat(statistics.parts()).isEqualTo(2);
            assertThat(statistics.bytesOut()).isPositive();
        });
        assertThat(fixture.sql()
                        .sql("select count(*) from rowkeep.backup")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
