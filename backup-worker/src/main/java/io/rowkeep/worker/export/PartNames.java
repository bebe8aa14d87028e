package io.rowkeep.worker.export;

/** Names the parts of one stream. */
interface PartNames {

    /** The shard that the stream is. */
    int shard();

    /** The key of a part by its number from 0, relative to the backup's folder. */
    String part(int number);
}
