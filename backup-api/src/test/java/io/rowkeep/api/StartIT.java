package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.rowkeep.failure.ErrorCode;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StartIT {

    private final TestDatabase database = PostgresServer.shared().database();

    @Test
    void theFirstAdminTokenIsPrintedOnceAndLetsItsOwnerIn() {
        ApiSettings settings =
                new ApiSettings(RunningApi.settings(database, RunningApi.ADMIN).common(), null);

        String first = printedBy(settings);
        String second = printedBy(settings);

        Matcher token = Pattern.compile("(?m)^Admin token, shown only this once: (rk_[A-Za-z0-9_-]{43})$")
                .matcher(first);
        assertThat(token.find()).as(first).isTrue();
        assertThat(second).isEmpty();
        try (RunningApi api = RunningApi.start(database)) {
            api.get(token.group(1), "/api/v1/tokens").hasStatus(200);
        }
    }

    @Test
    void theLastUnlimitedAdminTokenCannotBeRevoked() {
        try (RunningApi api = RunningApi.start(database)) {
            String id = api.get(RunningApi.ADMIN, "/api/v1/tokens")
                    .json()
                    .at("/items/0/id")
                    .asString();

            api.delete(RunningApi.ADMIN, "/api/v1/tokens/" + id)
                    .isProblem(409, ErrorCode.LAST_ADMIN_TOKEN, "make another");
        }
    }

    @Test
    void aPortThatIsTakenIsSaidInOneSentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            Throwable failure = catchThrowable(
                    () -> ApiApplication.start(RunningApi.settings(database, RunningApi.ADMIN), taken.getLocalPort()));

            assertThat(ApiApplication.sentence(failure))
                    .isEqualTo("Port %d is taken by another program: set SERVER_PORT to a free one"
                            .formatted(taken.getLocalPort()));
        }
    }

    @Test
    void aControlDatabaseThatRefusesUsIsSaidInOneSentence() {
        TestDatabase wrong = new TestDatabase(database.name(), database.url(), database.username(), "wrong-password");

        Throwable failure = catchThrowable(() -> ApiApplication.start(RunningApi.settings(wrong, RunningApi.ADMIN), 0));

        assertThat(ApiApplication.sentence(failure))
                .startsWith("The control database at jdbc:postgresql://localhost")
                .doesNotContain("wrong-password")
                .doesNotContain("\n");
    }

    @Test
    void callsAreAnsweredWithAProblemWhileTheControlDatabaseIsAway() throws Exception {
        try (RunningApi api = RunningApi.start(database)) {
            execute("alter database %s with allow_connections false".formatted(database.name()));
            execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'"
                    .formatted(database.name()));

            api.get(RunningApi.ADMIN, "/api/v1/jobs").isProblem(503, ErrorCode.CONTROL_UNAVAILABLE, "try again");
            api.get("", "/health").hasStatus(503);

            execute("alter database %s with allow_connections true".formatted(database.name()));
            // The pool trusts a connection for half a second, also one that the server has ended meanwhile.
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(
                            () -> api.get(RunningApi.ADMIN, "/api/v1/jobs").hasStatus(200));
        }
    }

    private static String printedBy(ApiSettings settings) {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            ApiApplication.start(settings, 0).close();
            return printed.toString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("Admin token"))
                    .findFirst()
                    .orElse("");
        } finally {
            System.setOut(before);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection =
                        PostgresServer.shared().database().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
