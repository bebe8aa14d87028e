package io.rowkeep.worker.sweep;

import io.rowkeep.storage.StoredObject;

/** A folder that a sweep walks through, in few words however many objects are in it. For one thread. */
sealed interface Found permits FoundFolder, FoundJobFolder {

    /** Whether the object is in it. */
    boolean holds(String key);

    /** Takes note of an object in it. */
    void add(StoredObject object);
}
