package io.rowkeep.worker.model;

/** A column of a random table; only those of the primary key cannot be null. */
record ModelColumn(String name, ModelType type) {}
