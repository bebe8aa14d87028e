package io.rowkeep.worker.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestDatabase;
import io.rowkeep.worker.source.RowStream;
import io.rowkeep.worker.source.Selection;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.SourceSession;
import io.rowkeep.worker.source.SourceSnapshot;
import io.rowkeep.worker.source.SourceTable;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a source says when it cannot be read, and what it notices. */
class SourceFailuresIT {

    private static final SessionTag TAG = new SessionTag("test", 0);

    private final TestDatabase database = PostgresServer.shared().database();

    @Test
    void aServerThatIsDownIsWorthAnotherTry() {
        PostgresSource source = source("jdbc:postgresql://localhost:1/nothing", "rowkeep", "sesame");

        assertFails(() -> source.openSource(TAG), ErrorCode.SOURCE_UNAVAILABLE, "Source school");
    }

    @Test
    void wrongCredentialsAreNotRepeated() {
        PostgresSource source = source(database.url(), database.username(), "open-sesame");

        assertFails(() -> source.openSource(TAG), ErrorCode.SOURCE_ACCESS_DENIED, "password");
        assertThatThrownBy(() -> source.openSource(TAG)).message().doesNotContain("open-sesame");
    }

    @Test
    void aMissingDatabaseIsTheAdministratorsMatter() {
        PostgresSource source = source(database.url() + "_gone", database.username(), database.password());

        assertFails(() -> source.openSource(TAG), ErrorCode.SOURCE_ACCESS_DENIED, "does not exist");
    }

    @Test
    void anotherKindOfUrlIsRefusedWithoutRepeatingIt() {
        assertFails(
                () -> source("jdbc:mysql://admin:sesame@localhost/school", "u", "p"),
                ErrorCode.INVALID_SETTING,
                "jdbc:postgresql://");
        assertThatThrownBy(() -> source("jdbc:mysql://admin:sesame@localhost/school", "u", "p"))
                .message()
                .doesNotContain("sesame");
    }

    @Test
    void aTableThatTheRoleMayNotReadIsNamed() throws SQLException {
        String role = role("create table secret (i int)");

        assertFails(() -> read(source(database.url(), role, "p")), ErrorCode.SOURCE_ACCESS_DENIED, "secret");
    }

    @Test
    void rowLevelSecurityFailsInsteadOfHidingRows() throws SQLException {
        String role = role(
                "create table guarded (i int)",
                "alter table guarded enable row level security",
                "grant select on guarded to %s");

        assertFails(() -> read(source(database.url(), role, "p")), ErrorCode.ROW_SECURITY, "guarded");
    }

    @Test
    void aColumnThatGoesBetweenCatalogueAndLockIsNoticed() throws SQLException {
        sql("create table t (a int, b int)");

        assertFails(() -> readAfter("alter table t drop column b"), ErrorCode.SOURCE_CONFLICT, "columns");
    }

    @Test
    void aTableThatGoesOrIsMadeAnewIsNoticed() throws SQLException {
        sql("create table t (a int)");

        assertFails(
                () -> readAfter("drop table t", "create table t (a int, b int)"), ErrorCode.SOURCE_CONFLICT, "columns");
        assertFails(() -> readAfter("drop table t"), ErrorCode.SOURCE_CONFLICT, "gone");
    }

    @Test
    void aTruncateBetweenCatalogueAndLockIsSeenAsItIs() throws SQLException {
        sql("create table t (a int)", "insert into t values (1)");

        assertThat(readAfter("truncate t", "insert into t values (2), (3)")).isEqualTo("2\n3\n");
    }

    @Test
    void rowsAreCountedWithoutChildren() throws SQLException {
        sql(
                "create table t (a int)",
                "create table child () inherits (t)",
                "insert into t values (1)",
                "insert into child values (2)",
                "create table p (a int) partition by list (a)",
                "create table p1 partition of p for values in (1)",
                "insert into p values (1), (1)");

        try (SourceSession session =
                source(database.url(), database.username(), database.password()).openSource(TAG)) {
            assertThat(session.select(DatasetDefinition.all(), List.of()).tables())
                    .extracting(table -> session.countRows(table.name()))
                    .containsExactly(1L, 2L, 1L);
        }
    }

    private String readAfter(String... statements) throws SQLException {
        try (SourceSession session =
                source(database.url(), database.username(), database.password()).openSource(TAG)) {
            Selection selection = session.select(DatasetDefinition.all(), List.of());
            sql(statements);
            return read(session, selection);
        }
    }

    private static String read(PostgresSource source) {
        try (SourceSession session = source.openSource(TAG)) {
            return read(session, session.select(DatasetDefinition.all(), List.of()));
        }
    }

    private static String read(SourceSession session, Selection selection) {
        StringBuilder lines = new StringBuilder();
        try (SourceSnapshot snapshot = session.openSnapshot(selection)) {
            for (SourceTable table : selection.tables()) {
                try (RowStream rows = snapshot.rows(snapshot.split(table).getFirst())) {
                    for (byte[] row = rows.next(); row != null; row = rows.next()) {
                        lines.append(new String(row, StandardCharsets.UTF_8));
                    }
                }
            }
            snapshot.verifyUnchanged();
        }
        return lines.toString();
    }

    /** A role of its own that may do what the statements grant. */
    private String role(String... statements) throws SQLException {
        String role = "role_of_" + database.name();
        sql("create role %s login password 'p'".formatted(role));
        for (String statement : statements) {
            sql(statement.formatted(role));
        }
        return role;
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static PostgresSource source(String url, String username, String password) {
        return new PostgresSource(
                new SourceName("school"), url, username, password, List.of(), true, PostgresLimits.DEFAULT);
    }

    private static void assertFails(ThrowingCallable call, ErrorCode code, String words) {
        assertThatThrownBy(call)
                .hasMessageContaining(words)
                .asInstanceOf(type(BackupException.class))
                .extracting(BackupException::code)
                .isEqualTo(code);
    }
}
