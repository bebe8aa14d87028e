package io.rowkeep.artifact;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One thing in a backup. Tables for now; dumps and files have their place here. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes(@JsonSubTypes.Type(value = TableEntry.class, name = "table"))
public sealed interface ManifestEntry permits TableEntry {}
