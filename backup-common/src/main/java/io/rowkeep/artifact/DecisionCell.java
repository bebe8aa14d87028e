package io.rowkeep.artifact;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.rowkeep.job.JobId;

/**
 * What lies at the key of a backup's manifest. It is written once, with {@code If-None-Match: *}, and decides every race: a
 * manifest makes the parts a backup, a void manifest says that there will never be one.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Manifest.class, name = "backup"),
    @JsonSubTypes.Type(value = VoidManifest.class, name = "void")
})
public sealed interface DecisionCell permits Manifest, VoidManifest {

    /** The version of the stored format. */
    FormatVersion formatVersion();

    /** The backup whose cell this is. */
    BackupId backupId();

    /** The job that decided it. */
    JobId jobId();

    /** The attempt that decided it. */
    int attempt();
}
