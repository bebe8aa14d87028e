package io.rowkeep.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;

/** What a job is to do. Written once into the job's row by the API; the worker that claims the job reads it there. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BackupSpec.class, name = "backup"),
    @JsonSubTypes.Type(value = ImportSpec.class, name = "import"),
    @JsonSubTypes.Type(value = RestoreSpec.class, name = "restore"),
    @JsonSubTypes.Type(value = ClearSpec.class, name = "clear"),
    @JsonSubTypes.Type(value = UndoSpec.class, name = "undo"),
    @JsonSubTypes.Type(value = InspectSpec.class, name = "inspect"),
    @JsonSubTypes.Type(value = PruneSpec.class, name = "prune")
})
public sealed interface JobSpec permits BackupSpec, ImportSpec, ChangeSpec, InspectSpec, PruneSpec {

    /** The source that the job reads or changes: it decides which workers can take it. */
    SourceName source();

    /** The dataset that the job is about. */
    DatasetName dataset();

    /** The kind of job that this specifies. */
    @JsonIgnore
    default JobKind jobKind() {
        return switch (this) {
            case BackupSpec spec -> JobKind.BACKUP;
            case ImportSpec spec -> JobKind.IMPORT;
            case RestoreSpec spec -> JobKind.RESTORE;
            case ClearSpec spec -> JobKind.CLEAR;
            case UndoSpec spec -> JobKind.UNDO;
            case InspectSpec spec -> JobKind.INSPECT;
            case PruneSpec spec -> JobKind.PRUNE;
        };
    }
}
