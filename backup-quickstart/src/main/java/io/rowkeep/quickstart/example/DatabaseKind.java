package io.rowkeep.quickstart.example;

/** The kind of database that an example's application lives on. */
public enum DatabaseKind {
    /** PostgreSQL: tables and rows are made by {@code schema.sql}, and the README's blocks of {@code sql} change them. */
    POSTGRESQL("postgresql"),
    /** MongoDB: collections, documents and indexes are made of {@code collections.json}, and the README's blocks of {@code mongodb} change them. */
    MONGODB("mongodb");

    private final String type;

    DatabaseKind(String type) {
        this.type = type;
    }

    /** The type of such a source in a worker's configuration. */
    public String type() {
        return type;
    }
}
