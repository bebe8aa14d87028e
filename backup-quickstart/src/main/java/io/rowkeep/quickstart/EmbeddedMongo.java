package io.rowkeep.quickstart;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.rowkeep.dataset.SourceType;
import io.rowkeep.quickstart.example.SampleAddress;

/** A server on 127.0.0.1 that speaks MongoDB's protocol. It knows no users and keeps everything in memory, until it is closed. */
final class EmbeddedMongo implements AutoCloseable {

    private final MongoServer server;
    private final int port;

    private EmbeddedMongo(MongoServer server) {
        this.server = server;
        this.port = server.getLocalAddress().getPort();
    }

    static EmbeddedMongo start() {
        MongoServer server = new MongoServer(new MemoryBackend());
        server.bind("127.0.0.1", 0);
        return new EmbeddedMongo(server);
    }

    /** How to connect to a database, which need not be made. */
    SampleAddress database(String name) {
        return new SampleAddress(SourceType.MONGODB, "mongodb://127.0.0.1:%d/%s".formatted(port, name), "", "");
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
