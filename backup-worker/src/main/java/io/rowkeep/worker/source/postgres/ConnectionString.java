package io.rowkeep.worker.source.postgres;

/** The database's name as an argument: everything else about the connection stands in the environment. */
final class ConnectionString {

    private ConnectionString() {}

    /** Quoted, because a name with {@code =} in it would be read as settings. */
    static String argument(String database) {
        return "--dbname=dbname='%s'".formatted(database.replace("\\", "\\\\").replace("'", "\\'"));
    }
}
