package io.rowkeep.artifact;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.DocumentProfile;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.SpreadsheetProfile;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.Requester;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What makes a set of parts a backup. Written last, once, and never changed; the bucket alone is enough to rebuild the catalogue.
 *
 * @param createdAt when it was written
 * @param savedFor the kind of job that saved it before it changed the tables; null for a backup that was asked for
 * @param content what it holds of its tables; null stands for {@link BackupContent#ROWS}, as in manifests from before there was another
 * @param spreadsheet how the dataset looked as a spreadsheet when it was backed up; null where nothing was configured
 * @param document how the dataset's other downloads looked then; null where nothing was configured
 * @param parameters what the dataset's query was asked with; null for tables
 * @param entries what is in the backup
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Manifest(
        FormatVersion formatVersion,
        BackupId backupId,
        JobId jobId,
        int attempt,
        SourceName source,
        DatasetName dataset,
        BackupFormat format,
        Instant createdAt,
        Requester requestedBy,
        @Nullable String label,
        @Nullable JobKind savedFor,
        @Nullable BackupContent content,
        @Nullable SpreadsheetProfile spreadsheet,
        @Nullable DocumentProfile document,
        @Nullable Map<String, String> parameters,
        Snapshot snapshot,
        List<ManifestEntry> entries,
        JobStatistics statistics)
        implements DecisionCell {

    public Manifest {
        parameters = parameters == null ? null : Map.copyOf(parameters);
        entries = List.copyOf(entries);
    }

    /** Whether a restore of it is possible. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public boolean restorable() {
        return format.restorable() && holds() == BackupContent.ROWS;
    }

    /** What it holds of its tables. */
    @JsonIgnore
    public BackupContent holds() {
        return Objects.requireNonNullElse(content, BackupContent.ROWS);
    }

    /** How its tables look as a spreadsheet. */
    @JsonIgnore
    public SpreadsheetProfile spreadsheetProfile() {
        return Objects.requireNonNullElse(spreadsheet, SpreadsheetProfile.PLAIN);
    }

    /** How its downloads look that are no spreadsheets. */
    @JsonIgnore
    public DocumentProfile documentProfile() {
        return Objects.requireNonNullElse(document, DocumentProfile.PLAIN);
    }

    /** The tables among the entries, in their order. */
    @JsonIgnore
    public List<TableEntry> tables() {
        return entries.stream()
                .filter(TableEntry.class::isInstance)
                .map(TableEntry.class::cast)
                .toList();
    }
}
