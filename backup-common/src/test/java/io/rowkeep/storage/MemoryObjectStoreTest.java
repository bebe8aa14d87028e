package io.rowkeep.storage;

class MemoryObjectStoreTest extends ObjectStoreContract {

    private final ObjectStore store = new MemoryObjectStore();

    @Override
    protected ObjectStore store() {
        return store;
    }
}
