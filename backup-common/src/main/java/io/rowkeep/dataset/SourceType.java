package io.rowkeep.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What kind of database a source is. A process that does not know one cannot read the announcements of workers that do. */
public enum SourceType {
    /** A database of a PostgreSQL server: tables, whose columns have types. */
    POSTGRESQL("postgresql"),
    /** A database of a MongoDB server: collections, which are called tables too, of documents without columns. */
    MONGODB("mongodb");

    private final String id;

    SourceType(String id) {
        this.id = id;
    }

    /**
     * Reads the name used in configurations and over HTTP.
     *
     * @throws IllegalArgumentException when there is no such type
     */
    @JsonCreator
    public static SourceType parse(String text) {
        return Arrays.stream(values())
                .filter(type -> type.id.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A source is of type %s, not '%s'"
                        .formatted(
                                Arrays.stream(values()).map(SourceType::id).collect(Collectors.joining(" or ")),
                                text)));
    }

    /** The name in configurations and over HTTP. */
    @JsonValue
    public String id() {
        return id;
    }

    /** Whether its tables hold documents, which have no columns. */
    public boolean holdsDocuments() {
        return this == MONGODB;
    }
}
