package io.rowkeep.quickstart.example;

/**
 * How to connect to an example's database, as it stands in a worker's configuration.
 *
 * @param type of the source
 * @param url JDBC URL, or the connection string of another kind of database
 * @param password never printed
 */
public record SampleAddress(String type, String url, String username, String password) {

    @Override
    public String toString() {
        return "SampleAddress[type=%s, url=%s, username=%s]".formatted(type, url, username);
    }
}
