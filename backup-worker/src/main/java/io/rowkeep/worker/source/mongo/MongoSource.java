package io.rowkeep.worker.source.mongo;

import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.SourceDefinition;
import io.rowkeep.worker.source.SourceSession;
import io.rowkeep.worker.source.TargetSession;
import java.util.Set;
import java.util.function.Supplier;

/** A database of a MongoDB server, replica set or sharded cluster. Opens a client of its own for every session and keeps none. */
public final class MongoSource implements Source {

    private static final String LOOKED_UP = "mongodb+srv:";

    private final SourceDefinition definition;
    private final Supplier<MongoConnector> connector;
    private final MongoLimits limits;

    /**
     * Does not connect yet.
     *
     * @param url {@code mongodb://host:port/database} or {@code mongodb+srv://host/database}, with the driver's parameters such as
     *     {@code authSource}
     * @param username whom to sign in as, with the password; empty for nobody, or for whom the url names
     * @throws BackupException with {@code INVALID_SETTING} for another kind of url; one of {@code mongodb+srv} is read when a session opens
     */
    public MongoSource(SourceDefinition definition, String url, String username, String password, MongoLimits limits) {
        this.definition = definition;
        this.connector = connector(definition.name(), url, username, password, limits);
        this.limits = limits;
    }

    /** A url of SRV records is looked up in the name server as soon as it is read, which may be out of reach for a while. */
    private static Supplier<MongoConnector> connector(
            SourceName source, String url, String username, String password, MongoLimits limits) {
        if (url.startsWith(LOOKED_UP)) {
            return () -> MongoConnector.of(source, url, username, password, limits);
        }
        MongoConnector read = MongoConnector.of(source, url, username, password, limits);
        return () -> read;
    }

    @Override
    public SourceDefinition definition() {
        return definition;
    }

    @Override
    public SourceSession openSource(SessionTag tag) {
        return new MongoSourceSession(connector.get().open(tag), tag, limits);
    }

    @Override
    public SourceSession openSaving(SessionTag tag) {
        return new MongoSourceSession(connector.get().openForChange(tag), tag, limits);
    }

    @Override
    public TargetSession openTarget(SessionTag tag) {
        return new MongoTargetSession(connector.get().openForChange(tag), tag, () -> {});
    }

    @Override
    public void sweep(SessionTag tag) {
        try (MongoConnection connection = connector.get().openForChange(tag)) {
            new Staging(connection, tag).sweep(Set.of());
        }
    }
}
