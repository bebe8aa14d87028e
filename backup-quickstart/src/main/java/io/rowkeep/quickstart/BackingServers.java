package io.rowkeep.quickstart;

import io.rowkeep.broker.EmbeddedBroker;
import io.rowkeep.quickstart.example.Example;
import io.rowkeep.quickstart.example.SampleAddress;
import io.rowkeep.quickstart.example.SamplePlaces;
import io.rowkeep.quickstart.example.TourFailure;
import io.rowkeep.s3server.S3Server;
import io.rowkeep.s3server.S3ServerSettings;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Database, broker and object store: the embedded ones, started side by side, or the real ones that the options name.
 *
 * @param control the control database
 * @param places where the example lives, always on a server of ours
 */
record BackingServers(ConnectionFile.Control control, String amqpUri, ConnectionFile.S3 s3, SamplePlaces places) {

    private static final String CONTROL_DATABASE = "rowkeep_control";
    private static final String BROKER_USER = "rowkeep";

    static BackingServers start(QuickstartOptions options, DataFolder folder, Running running) {
        Secrets secrets = folder.secrets();
        CompletableFuture<EmbeddedDatabase> database = async(() -> {
            // Ctrl-C may come when the server runs and has not answered yet.
            running.add(() -> EmbeddedDatabase.endLeftover(folder));
            return running.add(EmbeddedDatabase.start(folder, secrets.database()));
        });
        CompletableFuture<ConnectionFile.Control> control = database.thenApply(server -> control(options, server));
        CompletableFuture<SamplePlaces> places =
                database.thenApplyAsync(server -> places(options.example, server, folder, running));
        CompletableFuture<String> amqpUri = async(() -> amqpUri(options, folder, secrets, running));
        CompletableFuture<ConnectionFile.S3> s3 = async(() -> s3(options, folder, secrets, running));
        try {
            return new BackingServers(control.join(), amqpUri.join(), s3.join(), places.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof QuickstartFailure failure) {
                throw failure;
            }
            if (e.getCause() instanceof TourFailure failure) {
                throw new QuickstartFailure(String.valueOf(failure.getMessage()), failure);
            }
            throw e;
        }
    }

    private static ConnectionFile.Control control(QuickstartOptions options, EmbeddedDatabase server) {
        if (options.controlUrl != null) {
            return new ConnectionFile.Control(
                    options.controlUrl,
                    required(options.controlUsername, "--control-url", "--control-username"),
                    required(options.controlPassword, "--control-url", "--control-password"));
        }
        try {
            server.create(CONTROL_DATABASE);
        } catch (SQLException e) {
            throw new QuickstartFailure("The control database cannot be made: " + e.getMessage(), e);
        }
        SampleAddress database = server.database(CONTROL_DATABASE);
        return new ConnectionFile.Control(database.url(), database.username(), database.password());
    }

    private static SamplePlaces places(Example example, EmbeddedDatabase server, DataFolder folder, Running running) {
        SamplePlaces places = switch (example.type()) {
            case POSTGRESQL ->
                new SamplePlaces(
                        postgresql(example.id(), server),
                        postgresql(example.id() + "_copy", server),
                        folder.path(example.id()));
            // Two servers, because the example is about moving from one to another.
            case MONGODB ->
                new SamplePlaces(
                        running.add(EmbeddedMongo.start()).database(example.id()),
                        running.add(EmbeddedMongo.start()).database(example.id()),
                        folder.path(example.id()));
        };
        example.prepare(places);
        return places;
    }

    private static SampleAddress postgresql(String name, EmbeddedDatabase server) {
        try {
            server.create(name);
            return server.database(name);
        } catch (SQLException e) {
            throw new QuickstartFailure(
                    "The example's database %s cannot be made: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static String amqpUri(QuickstartOptions options, DataFolder folder, Secrets secrets, Running running) {
        if (options.amqpUri != null) {
            return options.amqpUri;
        }
        EmbeddedBroker broker =
                running.add(EmbeddedBroker.startOnDisk(folder.path("broker"), 0, BROKER_USER, secrets.broker()));
        return broker.amqpUri().toString();
    }

    private static ConnectionFile.S3 s3(
            QuickstartOptions options, DataFolder folder, Secrets secrets, Running running) {
        if (options.s3Endpoint != null) {
            return new ConnectionFile.S3(
                    options.s3Endpoint,
                    options.s3Region,
                    required(options.s3Bucket, "--s3-endpoint", "--s3-bucket"),
                    required(options.s3AccessKey, "--s3-endpoint", "--s3-access-key"),
                    required(options.s3SecretKey, "--s3-endpoint", "--s3-secret-key"));
        }
        S3Server server = running.add(S3Server.start(new S3ServerSettings(
                0, folder.path("objects"), "rowkeep", secrets.s3AccessKey(), secrets.s3SecretKey())));
        return new ConnectionFile.S3(
                server.endpoint().toString(), server.region(), server.bucket(), server.accessKey(), server.secretKey());
    }

    private static String required(@Nullable String value, String with, String name) {
        if (value == null) {
            throw new QuickstartFailure("%s also needs %s".formatted(with, name));
        }
        return value;
    }

    private static <T> CompletableFuture<T> async(Supplier<T> start) {
        return CompletableFuture.supplyAsync(
                start, task -> Thread.ofPlatform().daemon().start(task));
    }
}
