package io.rowkeep.artifact;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One thing in a backup. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TableEntry.class, name = "table"),
    @JsonSubTypes.Type(value = DumpEntry.class, name = "dump"),
    @JsonSubTypes.Type(value = FileEntry.class, name = "file")
})
public sealed interface ManifestEntry permits TableEntry, DumpEntry, FileEntry {}
