package io.rowkeep.quickstart.example;

import io.rowkeep.dataset.SourceType;

/**
 * How to connect to an example's database, as it stands in a worker's configuration.
 *
 * @param url JDBC URL, or the connection string of another kind of database
 * @param password never printed
 */
public record SampleAddress(SourceType type, String url, String username, String password) {

    @Override
    public String toString() {
        return "SampleAddress[type=%s, url=%s, username=%s]".formatted(type.id(), url, username);
    }
}
