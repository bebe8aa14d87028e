package io.rowkeep.quickstart.example;

import io.rowkeep.dataset.SourceType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The applications in the project's folder {@code examples}. Each has a source of its own name, in a database of its own. */
public enum Example {
    /** A course administration. */
    SCHOOL(SourceType.POSTGRESQL),
    /** Users that are put back after a test. */
    USERS(SourceType.POSTGRESQL),
    /** Registrations for an event, into which backups are merged. */
    REGISTRATIONS(SourceType.POSTGRESQL),
    /** A guest house that registers the guests of trips. */
    GUESTS(SourceType.POSTGRESQL),
    /** A marketplace of producers. */
    MARKETPLACE(SourceType.MONGODB);

    private static final Pattern SOURCE = Pattern.compile("^ {4}([a-z0-9_-]+):$");

    private final SourceType type;

    Example(SourceType type) {
        this.type = type;
    }

    /**
     * Reads a name.
     *
     * @throws IllegalArgumentException with one sentence that lists them, when there is no such example
     */
    public static Example parse(String name) {
        return Arrays.stream(values())
                .filter(example -> example.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no example '%s': choose one of %s"
                        .formatted(
                                name, Arrays.stream(values()).map(Example::id).collect(Collectors.joining(", ")))));
    }

    /** Its folder, its source and its database are called so. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What its database is. {@code schema.sql} makes the tables and rows of PostgreSQL, {@code collections.json} the collections,
     * documents and indexes of MongoDB; blocks of {@code sql} or {@code mongodb} in the README change them.
     */
    public SourceType type() {
        return type;
    }

    /** The configuration of a worker, whose placeholders are {@link #variables}. */
    public String configuration() {
        return file("rowkeep.yml");
    }

    /** What the placeholders of its configuration stand for: {@code SCHOOL_DB_URL}, {@code SCHOOL_COPY_DB_URL}, {@code SCHOOL_FILES} and so on. */
    public Map<String, String> variables(SamplePlaces places) {
        Map<String, String> variables = new HashMap<>();
        Map.of("_DB", places.database(), "_COPY_DB", places.copy()).forEach((words, address) -> {
            variables.put(name() + words + "_URL", address.url());
            variables.put(name() + words + "_USERNAME", address.username());
            variables.put(name() + words + "_PASSWORD", address.password());
        });
        variables.put(name() + "_FILES", places.files().toString());
        return variables;
    }

    /** The sources of its configuration. */
    Set<String> sources() {
        return configuration()
                .lines()
                .flatMap(line -> SOURCE.matcher(line).results())
                .map(found -> found.group(1))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Makes rows and files where there are none. */
    public void prepare(SamplePlaces places) {
        SampleDatabase database = database(places.database());
        if (!database.isLoaded()) {
            database.load();
        }
        if (has("uploads.txt")) {
            SampleFiles.write(
                    file("uploads.txt").lines().toList(), places.files().resolve("uploads"));
        }
    }

    /** Empties what backups are restored into. */
    public void emptyTargets(SamplePlaces places) {
        database(places.copy()).empty();
        SampleFiles.empty(places.files().resolve("restored"));
    }

    /** Its database at this address. */
    public SampleDatabase database(SampleAddress address) {
        return switch (type) {
            case POSTGRESQL -> new PostgresSample(this, address);
            case MONGODB -> new MongoSample(this, address);
        };
    }

    /** What its README does, one section after the other. */
    Readme readme() {
        return Readme.of(file("README.md"));
    }

    private boolean has(String name) {
        return Example.class.getResource(path(name)) != null;
    }

    private String path(String name) {
        return "/examples/%s/%s".formatted(id(), name);
    }

    /** The text of a file in its folder. */
    String file(String name) {
        String path = path(name);
        try (InputStream resource = Example.class.getResourceAsStream(path)) {
            if (resource == null) {
                throw new IllegalStateException("The file %s is missing".formatted(path));
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
