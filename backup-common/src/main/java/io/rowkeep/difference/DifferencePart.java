package io.rowkeep.difference;

import io.rowkeep.dataset.TableName;
import io.rowkeep.job.DifferenceKind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * One object of a list of differences, all of them of one table: a line of the index.
 *
 * @param number its place in the list, from 0
 * @param kinds how many lines of each kind; kinds that it has none of are left out
 * @param bytes before compression
 * @param storedBytes bytes of the object
 * @param sha256 of the object, in hexadecimal
 */
record DifferencePart(
        int number, TableName table, Map<DifferenceKind, Integer> kinds, long bytes, int storedBytes, String sha256) {

    DifferencePart {
        Map<DifferenceKind, Integer> ordered = new EnumMap<>(DifferenceKind.class);
        ordered.putAll(kinds);
        kinds = Collections.unmodifiableMap(ordered);
    }
}
