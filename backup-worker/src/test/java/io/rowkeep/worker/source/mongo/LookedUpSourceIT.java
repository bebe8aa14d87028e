package io.rowkeep.worker.source.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.SourceType;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobId;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.SourceDefinition;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A url whose servers stand in a name server, which does not know them. */
class LookedUpSourceIT {

    private final SourceName name = new SourceName("market");

    @Test
    void aNameServerThatDoesNotAnswerKeepsNoWorkerFromStarting() {
        MongoSource source = source("mongodb+srv://user:hidden@cluster.invalid/shop");

        assertThat(source.definition().name()).isEqualTo(name);
        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> source.openSource(SessionTag.of(new JobId(UUID.randomUUID()), 1)))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE))
                .withMessageContaining("market")
                .withMessageNotContaining("hidden");
    }

    private MongoSource source(String url) {
        MongoLimits limits = new MongoLimits(1 << 20, Duration.ofSeconds(1));
        return new MongoSource(
                new SourceDefinition(name, SourceType.MONGODB, List.of(), false, false), url, "", "", limits);
    }
}
