package io.rowkeep.artifact;
/**
 * Where the list of a table's parts lies: JSON lines, compressed with zstd, one {@link Part} a line, ordered by shard and number.
 *
 * @param key relative to the backup's folder
 * @param storedBytes bytes of the object
 * @param sha256 of the object, in hexadecimal
 */
public record PartList(String key, long storedBytes, String sha256) {}
