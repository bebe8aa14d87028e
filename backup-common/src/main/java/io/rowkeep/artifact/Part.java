package io.rowkeep.artifact;
/**
 * One part object: a zstd frame of its own. A line of the table's part list.
 *
 * @param key relative to the backup's folder
 * @param shard the shard that it is a piece of, from 0
 * @param number its place in that shard, from 0; the parts of a shard in order are its stream
 * @param rows rows that end in this part
 * @param bytes bytes before compression
 * @param storedBytes bytes of the object
 * @param sha256 of the object, in hexadecimal
 * @param continues whether its last row goes on in the next part
 */
public record Part(
        String key, int shard, int number, long rows, long bytes, long storedBytes, String sha256, boolean continues) {}
