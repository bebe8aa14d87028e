package io.rowkeep.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.JobSpec;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a job's row says of a backup, to this version and the one before. */
class BackupSpecTest {

    private static final SourceName SCHOOL = new SourceName("school");
    private static final BackupId BACKUP = new BackupId(UUID.randomUUID());

    @Test
    void aBackupOfTablesIsWrittenAndReadAsBeforeThereWereParameters() {
        BackupSpec spec = new BackupSpec(SCHOOL, DatasetName.ALL, BACKUP, List.of(), BackupFormat.JSON, "mine");

        String json = MessageMapper.JSON.writeValueAsString(spec);

        assertThat(json).doesNotContain("parameters");
        assertThat(MessageMapper.JSON.readValue(json, JobSpec.class)).isEqualTo(spec);
    }

    @Test
    void theParametersOfAQueryAreKept() {
        BackupSpec spec = new BackupSpec(
                SCHOOL, DatasetName.ALL, BACKUP, List.of(), BackupFormat.CSV, Map.of("year", "2025"), null);

        String json = MessageMapper.JSON.writeValueAsString(spec);

        assertThat(MessageMapper.JSON.readValue(json, JobSpec.class)).isEqualTo(spec);
    }
}
