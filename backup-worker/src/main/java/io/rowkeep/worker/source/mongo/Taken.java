package io.rowkeep.worker.source.mongo;

/** Whose document is there after a merge. */
enum Taken {
    /** The backup's. */
    BACKUP,
    /** The collection's: nothing is written. */
    CURRENT,
    /** One made of both, field by field. */
    FIELDS,
    /** Nobody has said yet, and somebody has to. */
    UNDECIDED
}
