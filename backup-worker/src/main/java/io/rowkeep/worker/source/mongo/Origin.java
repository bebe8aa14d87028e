package io.rowkeep.worker.source.mongo;

/** Where a document comes from that a collection is to hold. */
enum Origin {
    /** It was put beside the collection. */
    STAGED,
    /** It was made of both sides. */
    RESULT
}
