package io.rowkeep.worker.intake;

import io.rowkeep.control.Claim;
import io.rowkeep.control.Closing;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.InspectSpec;
import io.rowkeep.job.Inspection;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.JobPhase;
import io.rowkeep.job.JobProgress;
import io.rowkeep.job.JobStatus;
import io.rowkeep.job.Requester;
import io.rowkeep.job.WorkerId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Claims of an inspect job for tests that need no database. */
final class Claimed {

    static final SourceName SCHOOL = new SourceName("school");
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private Claimed() {}

    static Claim fresh() {
        return claim(false, null, null);
    }

    static Claim undecided() {
        return claim(true, null, null);
    }

    static Claim closing(Closing closing, @Nullable JobError lastError) {
        return claim(false, closing, lastError);
    }

    private static Claim claim(boolean undecided, @Nullable Closing closing, @Nullable JobError lastError) {
        InspectSpec spec = new InspectSpec(SCHOOL, DatasetName.ALL, Inspection.TABLES);
        WorkerId worker = new WorkerId("here/1/a");
        Job job = new Job(
                new JobId(UUID.randomUUID()),
                JobKind.INSPECT,
                JobStatus.RUNNING,
                JobPhase.READING,
                SCHOOL,
                DatasetName.ALL,
                null,
                null,
                null,
                false,
                2,
                new Requester("admin"),
                NOW,
                NOW,
                null,
                closing == Closing.CANCELLED,
                worker,
                JobProgress.NONE,
                null,
                lastError);
        return new Claim(job, spec, 2, worker, undecided, closing, NOW, 3);
    }
}
