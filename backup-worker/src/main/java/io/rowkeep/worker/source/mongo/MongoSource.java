package io.rowkeep.worker.source.mongo;

import io.rowkeep.failure.BackupException;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.SourceDefinition;
import io.rowkeep.worker.source.SourceSession;
import io.rowkeep.worker.source.TargetSession;

/** A database of a MongoDB server, replica set or sharded cluster. Opens a client of its own for every session and keeps none. */
public final class MongoSource implements Source {

    /** The type of such a source. */
    public static final String TYPE = "mongodb";

    private final SourceDefinition definition;
    private final MongoConnector connector;
    private final MongoLimits limits;

    /**
     * Does not connect yet.
     *
     * @param url {@code mongodb://host:port/database} or {@code mongodb+srv://host/database}, with the driver's parameters such as
     *     {@code authSource}
     * @param username whom to sign in as, with the password; empty for nobody, or for whom the url names
     * @throws BackupException with {@code INVALID_SETTING} for another kind of url
     */
    public MongoSource(SourceDefinition definition, String url, String username, String password, MongoLimits limits) {
        this.definition = definition;
        this.connector = MongoConnector.of(definition.name(), url, username, password, limits);
        this.limits = limits;
    }

    @Override
    public SourceDefinition definition() {
        return definition;
    }

    @Override
    public SourceSession openSource(SessionTag tag) {
        return new MongoSourceSession(connector.open(tag), tag, limits);
    }

    @Override
    public TargetSession openTarget(SessionTag tag) {
        return new MongoTargetSession(connector.openForChange(tag), tag, () -> {});
    }
}
