package io.rowkeep.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class PostgresServerIT {

    @Test
    void everyDatabaseIsItsOwn() throws SQLException {
        TestDatabase one = PostgresServer.shared().database();
        TestDatabase other = PostgresServer.shared().database();

        try (Connection connection = one.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table here (id int)");
        }

        assertThat(query(other, "select count(*) from pg_tables where tablename = 'here'"))
                .isEqualTo("0");
    }

    @Test
    void itIsVersion15AndNotInUtc() throws SQLException {
        TestDatabase database = PostgresServer.shared().database();

        assertThat(query(database, "show server_version")).startsWith("15.");
        assertThat(query(database, "select reset_val from pg_settings where name = 'max_connections'"))
                .isEqualTo("200");
        assertThat(query(database, "show timezone")).isEqualTo("Asia/Colombo");
    }

    @Test
    void aWrongPasswordIsRefused() {
        TestDatabase database = PostgresServer.shared().database();

        assertThatThrownBy(() -> DriverManager.getConnection(database.url(), database.username(), "wrong"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    private static String query(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
