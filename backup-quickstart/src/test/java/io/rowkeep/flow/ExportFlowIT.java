package io.rowkeep.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.broker.EmbeddedBroker;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.DatasetQuery;
import io.rowkeep.dataset.DocumentForm;
import io.rowkeep.dataset.DocumentProfile;
import io.rowkeep.dataset.ParameterType;
import io.rowkeep.dataset.QueryParameter;
import io.rowkeep.dataset.TableName;
import io.rowkeep.judge.Api;
import io.rowkeep.judge.Sql;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The guests of a month, asked for as the owners of a guest house do: by one call that answers with the file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportFlowIT {

    private static final String MONTHLY = "/api/v1/sources/house/datasets/guests-by-month/export?";
    private static final QueryParameter YEAR =
            new QueryParameter("year", ParameterType.INTEGER, 1900L, 2100L, List.of());
    private static final QueryParameter MONTH = new QueryParameter("month", ParameterType.INTEGER, 1L, 12L, List.of());

    private static final String GUESTS = """
            select g.id, g.name, g.document, g.created_at, t.title as trip_title
            from guests g join trips t on t.id = g.trip
            where extract(year from g.created_at) = :year and extract(month from g.created_at) = :month
            order by g.id""";

    private final EmbeddedBroker broker = EmbeddedBroker.startInMemory(0, "judge", "secret");
    private final TestDatabase database = PostgresServer.shared().database();

    private OneJvm rowkeep;
    private Api api;

    @BeforeAll
    void start() {
        Sql.run(database.dataSource(), """
                create table trips (id int primary key, title text not null);
                create table guests (id int primary key, trip int not null references trips, name text, document text,
                                     created_at timestamp not null);
                insert into trips values (1, 'Summer Vacation 2025');
                insert into guests values (1, 1, 'John "Doe"', 'ABC123456', '2025-06-23 14:30:00'),
                                          (2, 1, null, '=1+1', '2025-06-30 23:59:59.5'), (3, 1, 'Ada', 'X', '2025-07-01');
                """);
        rowkeep = OneJvm.start(
                broker.amqpUri(),
                Map.of("house", database),
                List.of(
                        query("guests-by-month", GUESTS, YEAR, MONTH),
                        query("guests-as-array", GUESTS, YEAR, MONTH),
                        query("share", "select 12 / (:month - 6) as share", MONTH),
                        query("slow", "select pg_sleep(60 * :month)::text as slept", MONTH),
                        query("broken", "select gone from guests")));
        api = rowkeep.api();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !api.get("/api/v1/sources").body().get("items").isEmpty());
    }

    @AfterAll
    void stop() {
        if (rowkeep != null) {
            rowkeep.close();
        }
        broker.close();
    }

    @Test
    void aMonthIsAFileOfCsv() {
        Api.Answer answer = api.get(MONTHLY + "year=2025&month=6");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .matches("attachment; filename=\"house_guests-by-month_backup_\\d{8}T\\d{6}Z.csv\"");
        assertThat(answer.headers().firstValue("Rowkeep-Restorable")).contains("false");
        assertThat(answer.body().stringValue()).isEqualToNormalizingNewlines("""
                "id","name","document","created_at","trip_title"
                "1","John ""Doe""\","ABC123456","2025-06-23 14:30:00","Summer Vacation 2025"
                "2",,"=1+1","2025-06-30 23:59:59.5","Summer Vacation 2025"
                """);
    }

    @Test
    void peopleTakeItAsASpreadsheet() {
        Api.Answer answer = api.get(MONTHLY + "year=2025&month=6&profile=spreadsheet");

        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .contains("guests_backup_");
        assertThat(answer.body().stringValue())
                .startsWith("\ufeffid,name,document,created_at,trip_title\r\n")
                .contains("2,,'=1+1,30-06-2025 23:59:59,Summer Vacation 2025\r\n");
    }

    @Test
    void aMonthIsADocument() {
        JsonNode document = api.get(MONTHLY + "year=2025&month=7&format=json").body();

        JsonNode table = document.get("tables").get(0);
        assertThat(table.get("tableName").stringValue()).isEqualTo("guests");
        assertThat(table.get("primaryKey").isNull()).isTrue();
        assertThat(table.get("records").toString()).isEqualTo("""
                [{"id":3,"name":"Ada","document":"X","created_at":"2025-07-01 00:00:00","trip_title":"Summer Vacation 2025"}]\
                """);
    }

    @Test
    void aDatasetMayWantAnArray() {
        String array = "[{\"id\":3,\"name\":\"Ada\",\"document\":\"X\",\"created_at\":\"2025-07-01 00:00:00\","
                + "\"trip_title\":\"Summer Vacation 2025\"}]";

        assertThat(api.get(MONTHLY + "year=2025&month=7&form=array").body().toString())
                .isEqualTo(array);
        assertThat(api.get(MONTHLY.replace("by-month", "as-array") + "year=2025&month=7&format=json")
                        .body()
                        .toString())
                .isEqualTo(array);
    }

    @Test
    void aTableThatIsNotTheResultIsRefusedBeforeABackupIsMade() {
        int backups = api.get("/api/v1/backups").body().get("items").size();

        Api.Answer answer = api.get(MONTHLY + "year=2025&month=6&table=trips");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().get("detail").stringValue())
                .isEqualTo(
                        "Dataset 'guests-by-month' of source 'house' has no table public.trips; it has: public.guests");
        assertThat(api.get("/api/v1/backups").body().get("items")).hasSize(backups);
        assertThat(api.get("/api/v1/jobs?status=FAILED").body().toString()).doesNotContain("trips");
    }

    @Test
    void thirteenIsNoMonth() {
        Api.Answer answer = api.get(MONTHLY + "year=2025&month=13");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("detail").stringValue())
                .isEqualTo("The parameter 'month' is a whole number from 1 to 12, not '13'");
    }

    @Test
    void whatTakesLongerIsAJobToComeBackFor() {
        Api.Answer answer = api.get(MONTHLY + "year=2025&month=6&wait=0s");

        assertThat(answer.status()).isEqualTo(202);
        JsonNode job = api.succeeded(answer.body().get("id").stringValue());
        JsonNode backup =
                api.get("/api/v1/backups/" + job.get("backupId").stringValue()).body();
        assertThat(backup.get("label").stringValue()).isEqualTo("export");
        assertThat(backup.get("content").stringValue()).isEqualTo("query_result");
        assertThat(backup.get("parameters").toString()).isEqualTo("{\"month\":\"6\",\"year\":\"2025\"}");
        assertThat(backup.get("restorable").booleanValue()).isFalse();
        assertThat(backup.get("tables").get(0).get("rows").longValue()).isEqualTo(2);
        Api.Answer restore = api.post(Api.restores(job), "{\"mode\": \"replace\"}");
        assertThat(restore.body().get("code").stringValue()).isEqualTo("NOT_RESTORABLE");
        assertThat(restore.body().get("detail").stringValue()).contains("the result of a query");
    }

    @Test
    void aFailureIsToldInTheServersWords() {
        Api.Answer answer = api.get("/api/v1/sources/house/datasets/share/export?month=6");

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body().get("code").stringValue()).isEqualTo("SOURCE_REFUSED");
        assertThat(answer.body().get("detail").stringValue())
                .isEqualTo("Source house, table public.share: division by zero");
    }

    @Test
    void aQueryThatTakesTooLongIsCancelled() {
        String job = api.get("/api/v1/sources/house/datasets/slow/export?month=6&wait=0s")
                .body()
                .get("id")
                .stringValue();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.job(job).get("status").stringValue().equals("RUNNING"));

        api.post("/api/v1/jobs/%s/cancel".formatted(job), "");

        assertThat(api.ended(job).get("status").stringValue()).isEqualTo("CANCELLED");
    }

    @Test
    void tablesAreExportedToo() {
        Api.Answer zip = api.get("/api/v1/sources/house/datasets/all/export?format=zip&wait=60s");
        Api.Answer trips = api.get("/api/v1/sources/house/datasets/all/export?format=csv&table=trips&wait=60s");

        assertThat(zip.status()).isEqualTo(200);
        assertThat(zip.headers().firstValue("Content-Type")).contains("application/zip");
        assertThat(trips.body().stringValue())
                .isEqualToNormalizingNewlines("\"id\",\"title\"\n\"1\",\"Summer Vacation 2025\"\n");
    }

    @Test
    void thereIsNothingToCountOrToClear() {
        Api.Answer counts = api.get("/api/v1/sources/house/statistics?dataset=guests-by-month&wait=30s");
        JsonNode clear = api.ended(api.ask("/api/v1/clears", """
                {"source": "house", "dataset": "guests-by-month", "tables": "all", "confirm": "guests-by-month"}"""));

        assertThat(counts.status()).isEqualTo(409);
        assertThat(counts.body().get("detail").stringValue())
                .startsWith("Dataset guests-by-month of source house is the result of a query");
        assertThat(clear.get("error").get("message").stringValue()).contains("is the result of a query");
        assertThat(Sql.value(database.dataSource(), "select count(*) from guests"))
                .isEqualTo("3");
    }

    @Test
    void aQueryThatCannotRunIsTheTroubleOfItsSource() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(api.get("/api/v1/sources")
                                .body()
                                .get("items")
                                .get(0)
                                .path("trouble")
                                .asString(""))
                        .startsWith("The query of dataset broken cannot be run: ")
                        .contains("column \"gone\" does not exist"));
        JsonNode monthly = api.get("/api/v1/sources")
                .body()
                .get("items")
                .get(0)
                .get("datasets")
                .get(0);
        assertThat(monthly.get("parameters").get(1).toString())
                .isEqualTo("{\"name\":\"month\",\"type\":\"integer\",\"min\":1,\"max\":12}");
    }

    private static DatasetDefinition query(String name, String sql, QueryParameter... parameters) {
        String result = name.startsWith("guests") ? "guests" : name;
        return new DatasetDefinition(
                new DatasetName(name),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                name.endsWith("array") ? new DocumentProfile(DocumentForm.ARRAY, null, null, null) : null,
                Map.of(),
                Map.of(),
                new DatasetQuery(sql, TableName.parse(result), List.of(parameters)));
    }
}
