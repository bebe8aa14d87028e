package io.rowkeep.control;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rowkeep.artifact.BackupContent;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.JobStatistics;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A backup in the catalogue; this is also its form over HTTP.
 *
 * @param savedFor the kind of job that saved it before it changed the tables; null for a backup that was asked for
 * @param content what it holds of its tables; no restore reads anything but rows
 * @param encrypted whether its parts are encrypted
 * @param held whether it is kept from retention
 * @param verifiedAt when it was last proved restorable; null when never
 * @param manifestSha256 of the manifest of a system backup as this installation stored it, in hexadecimal; null when it adopted what lay
 *     there, and for other formats. Not shown
 * @param parameters what the dataset's query was asked with; null for tables
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BackupRecord(
        BackupId id,
        JobId jobId,
        SourceName source,
        DatasetName dataset,
        BackupFormat format,
        Instant createdAt,
        @Nullable String label,
        @Nullable JobKind savedFor,
        BackupContent content,
        List<Table> tables,
        JobStatistics statistics,
        boolean encrypted,
        boolean held,
        @Nullable Instant verifiedAt,
        @JsonIgnore @Nullable String manifestSha256,
        @Nullable Map<String, String> parameters) {

    public BackupRecord {
        tables = List.copyOf(tables);
        parameters = parameters == null ? null : Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** Whether a restore of it is possible. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public boolean restorable() {
        return format.restorable() && content == BackupContent.ROWS;
    }

    /** A table of a backup: rows, bytes before compression, part objects. */
    public record Table(TableName name, long rows, long bytes, long parts) {}
}
