package io.rowkeep.worker.source.postgres;
/**
 * A column of a unique key.
 *
 * @param operator the equality of the key's own index, which for some types is not in the search path
 */
record KeyColumn(String name, String operator) {}
