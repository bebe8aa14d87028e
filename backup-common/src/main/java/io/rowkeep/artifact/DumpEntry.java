package io.rowkeep.artifact;

/**
 * The dump of a whole database.
 *
 * @param database the database's name
 * @param tool the version of {@code pg_dump} that wrote it
 * @param bytes bytes of all parts before compression
 * @param storedBytes bytes of all part objects
 * @param parts how many part objects there are
 */
public record DumpEntry(String database, String tool, long bytes, long storedBytes, long parts, PartList partList)
        implements ManifestEntry {}
