package io.rowkeep.testing;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database of its own on the test server.
 *
 * @param name its name; unique within the server
 * @param url its JDBC address, without user and password
 * @param username a superuser
 * @param password that user's password, which the server checks
 */
public record TestDatabase(String name, String url, String username, String password) {

    /** Plain connections, not pooled. */
    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(username);
        source.setPassword(password);
        return source;
    }
}
