package io.rowkeep.worker.source.mongo;

import static io.rowkeep.worker.source.mongo.MongoBench.COLUMNS;
import static io.rowkeep.worker.source.mongo.MongoBench.USERS;
import static io.rowkeep.worker.source.mongo.MongoBench.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobId;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSession;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of several sessions that want to change the same collections, one has the right to. */
class LedgerRightsIT {

    private final MongoBench bench = new MongoBench();
    private final JobId job = new JobId(UUID.randomUUID());

    @AfterEach
    void close() {
        bench.close();
    }

    private static void plan(TargetChange change) {
        change.stage(USERS, COLUMNS, lines("{_id: 1, name: 'new'}"));
        change.compare(USERS);
    }

    @Test
    void ofTwoJobsThatPlanAtOnceOneWaits() {
        bench.insert("users", "{_id: 1, name: 'old'}");
        JobId other = new JobId(UUID.randomUUID());
        try (TargetSession late = bench.session(other, 1);
                TargetChange second =
                        late.begin(MongoBench.row(other), List.of(USERS)).orElseThrow()) {
            plan(second);
            try (TargetSession early = bench.session(job, 1, () -> {
                        throw new IllegalStateException("The worker is gone");
                    });
                    TargetChange first =
                            early.begin(MongoBench.row(job), List.of(USERS)).orElseThrow()) {
                plan(first);
                assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> MongoBench.finish(first));
            }

            assertThatExceptionOfType(BackupException.class)
                    .isThrownBy(() -> MongoBench.finish(second))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.LOCK_NOT_AVAILABLE))
                    .withMessageContaining(job.toString());
        }
    }
}
