package io.rowkeep.artifact;

import io.rowkeep.dataset.TableName;

/**
 * Where a sequence stood at or after the snapshot.
 *
 * @param name the sequence; written like a table's name
 * @param column the column that takes its values from it
 * @param called whether {@code lastValue} was handed out already
 */
public record SequenceState(
        TableName name,
        String column,
        long lastValue,
        boolean called,
        long increment,
        long minimum,
        long maximum,
        boolean cycles) {}
