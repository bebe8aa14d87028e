package io.rowkeep.worker.sweep;

import static io.rowkeep.worker.sweep.SweptSite.LOST;
import static io.rowkeep.worker.sweep.SweptSite.SCHOOL;
import static io.rowkeep.worker.sweep.SweptSite.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.artifact.JobFolder;
import io.rowkeep.control.Claim;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.difference.DifferenceFilter;
import io.rowkeep.difference.DifferenceKeys;
import io.rowkeep.difference.DifferenceReader;
import io.rowkeep.difference.DifferenceWriter;
import io.rowkeep.job.ImportSpec;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobId;
import io.rowkeep.worker.settings.SweepTimes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a sweep does to that which jobs keep beside backups. */
class JobFolderSweepIT {

    private final SweptSite site = new SweptSite();

    @AfterEach
    void end() {
        site.close();
    }

    @Test
    void differencesAreKeptForTheirTimeAndThenGoAsAWhole() throws IOException {
        Claim preview = site.backup();
        DifferenceKeys keys = differences(preview);
        site.jobs().succeed(preview, SweptSite.STATISTICS, null, null);

        assertThat(site.sweepLater().objects()).isZero();
        assertThat(new DifferenceReader(site.store)
                        .page(keys, new DifferenceFilter(null, null), null, 10)
                        .items())
                .hasSize(1);

        assertThat(site.sweepMuchLater().objects()).isEqualTo(2);
        assertThat(site.store.keys("school/_jobs/")).isEmpty();
    }

    @Test
    void whatAJobThatHasNotEndedKeepsStaysHoweverOldItIs() throws IOException {
        differences(site.backup());
        Job queued = site.submit(importing(id()));
        upload(queued.id(), "");
        BackupId early = id();
        site.submit(importing(early));
        upload(new JobId(early.value()), "");

        SweepOutcome outcome = site.sweepMuchLater();

        assertThat(outcome.objects()).isZero();
        assertThat(outcome.counts().waiting).isEqualTo(3);
    }

    @Test
    void anUploadThatNoJobWillReadGoesWhenItIsOldEnough() {
        Claim failed = site.jobs()
                .claim(site.submit(importing(id())).id(), SweptSite.WORKER)
                .orElseThrow();
        upload(failed.jobId(), "1/");
        site.jobs().fail(failed, LOST);
        upload(new JobId(id().value()), "");

        assertThat(site.sweep()
                        .run(SCHOOL, SweepLimits.at(Instant.now(), SweepTimes.DEFAULT), () -> {})
                        .objects())
                .isZero();

        assertThat(site.sweepLater().objects()).isEqualTo(4);
        assertThat(site.store.keys("school/")).isEmpty();
    }

    @Test
    void whatNoJobOfOursWritesStaysAndIsCounted() {
        JobId job = new JobId(id().value());
        site.store.with(folder(job) + "notes.txt");
        upload(job, "");

        SweepOutcome outcome = site.sweepMuchLater();

        assertThat(outcome.objects()).isEqualTo(2);
        assertThat(outcome.counts().unknown).isEqualTo(1);
        assertThat(site.store.keys("school/")).containsExactly(folder(job) + "notes.txt");
    }

    private DifferenceKeys differences(Claim preview) throws IOException {
        DifferenceKeys keys = DifferenceKeys.of(SCHOOL, preview.jobId(), preview.attempt());
        try (DifferenceWriter writer = new DifferenceWriter(site.store, keys)) {
            byte[] line = "{\"kind\":\"insert\"}\n".getBytes(StandardCharsets.UTF_8);
            writer.table(TableName.parse("students")).write(line, 0, line.length);
            writer.finish();
        }
        return keys;
    }

    private void upload(JobId job, String attempt) {
        site.store.with(folder(job) + attempt + "upload/000000", folder(job) + attempt + "upload/000001");
    }

    private static String folder(JobId job) {
        return new JobFolder(SCHOOL, job).path();
    }

    private static ImportSpec importing(BackupId id) {
        return new ImportSpec(
                SCHOOL,
                DatasetName.ALL,
                id,
                null,
                null,
                new ImportSpec.Upload("school/_jobs/x/upload/", 2, 2, "ab"),
                null);
    }
}
