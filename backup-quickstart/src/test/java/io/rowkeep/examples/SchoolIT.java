package io.rowkeep.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.judge.Api;
import io.rowkeep.quickstart.example.Example;
import io.rowkeep.quickstart.example.TableState;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the administrator of the school does. */
class SchoolIT extends PostgresFixture {

    private static final String STAMP = "\\d{2}_\\d{2}_\\d{4}_\\d{2}_\\d{2}_\\d{2}";
    private static final String CLEAR =
            "{\"source\": \"school\", \"dataset\": \"courses\", \"tables\": %s, \"confirm\": \"courses\"%s}";

    SchoolIT() {
        super(Example.SCHOOL, "courses");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            students; 6000; ID,Full Name,Registration Number,Email,Phone,Address,Date of Birth,Created At
            courses; 48; ID,Course Name,Description,Instructor Name,Instructor Contact,Fee,Seats,Created At
            payments; 12000; ID,Student ID,Amount Paid,Payment Date,Payment Category,Status,Transaction ID
            attendance; 20000; ID,Student ID,Course ID,Date,Status
            """)
    @Feature({
        "school.csv-students",
        "school.csv-courses",
        "school.csv-payments",
        "school.csv-attendance",
        "school.csv-bom",
        "school.csv-names"
    })
    void aSpreadsheetOfATableHasTheHeadingsInTheirOrder(String table, int rows, String headings) throws IOException {
        File file = download(backUp(), "format=csv&profile=spreadsheet&table=public." + table);

        assertThat(file.name()).matches(table + "_backup_" + STAMP + "\\.csv");
        assertThat(file.text()).startsWith("\uFEFF");
        List<List<String>> lines = lines(file);
        assertThat(String.join(",", lines.getFirst())).isEqualTo(headings);
        assertThat(lines).hasSize(1 + rows);
    }

    @Test
    @Feature({"school.csv-dates", "school.csv-students"})
    void aSpreadsheetShowsMomentsAndDaysAsPeopleWriteThem() throws IOException {
        List<List<String>> lines = lines(download(backUp(), "format=csv&profile=spreadsheet&table=public.students"));

        assertThat(lines.stream()
                        .filter(line -> line.getFirst().equals("1"))
                        .findFirst()
                        .orElseThrow())
                .contains("S-000001", "07-02-1998", "01-02-2025 10:11:00");
        assertThat(lines.stream().skip(1).map(List::getLast))
                .allMatch(moment -> moment.matches("\\d{2}-\\d{2}-\\d{4} \\d{2}:\\d{2}:\\d{2}"));
    }

    @Test
    @Feature({"school.json-complete", "school.json-name", "school.compression"})
    void oneDocumentHasEveryRowOfEveryTable() {
        JsonNode backup = backUp();

        File file = download(backup, "format=json");

        assertThat(file.name()).matches("complete_backup_" + STAMP + "\\.json");
        assertThat(download(backup, "format=json&compress=gzip").content().length)
                .isLessThan(file.content().length / 2);
        Map<String, Long> rows = new HashMap<>();
        file.json()
                .get("tables")
                .forEach(table -> rows.put("public." + table.get("tableName").stringValue(), (long)
                        table.get("records").size()));
        assertThat(rows).isEqualTo(rows());
    }

    @Test
    @Feature({"school.statistics", "school.statistics-total", "school.statistics-live"})
    void theCountsAreThoseOfThisMoment() {
        sql("insert into payment_categories (name) values ('library')");

        JsonNode counts = api.get("/api/v1/sources/school/statistics?dataset=courses&wait=30s")
                .body();

        Map<String, Long> found = new HashMap<>();
        counts.get("tables")
                .forEach(table -> found.put(
                        table.get("name").stringValue(), table.get("rows").longValue()));
        assertThat(found)
                .isEqualTo(Map.of(
                        "public.students", 6000L,
                        "public.courses", 48L,
                        "public.enrollments", 12000L,
                        "public.payments", 12000L,
                        "public.attendance", 20000L,
                        "public.payment_categories", 5L,
                        "public.users", 25L));
        assertThat(counts.get("total").longValue()).isEqualTo(50_078);
    }

    @ParameterizedTest
    @ValueSource(strings = {"payments", "attendance", "enrollments"})
    @Feature("school.clear-table")
    void oneTableIsCleared(String table) {
        Map<String, TableState> before = sample.state();

        JsonNode clear =
                api.succeeded(api.ask("/api/v1/clears", CLEAR.formatted("[\"public.%s\"]".formatted(table), "")));

        assertThat(state("public." + table).rows()).isZero();
        undone(clear);
        assertThat(sample.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"students", "courses"})
    @Feature("school.clear-table")
    void aTableThatOthersReferToIsClearedWithThem(String table) {
        String only = "[\"public.%s\"]".formatted(table);

        JsonNode refused = api.ended(api.ask("/api/v1/clears", CLEAR.formatted(only, "")));
        api.succeeded(api.ask("/api/v1/clears", CLEAR.formatted(only, ", \"dependents\": true")));

        assertThat(refused.get("error").toString()).contains("OUTSIDE_REFERENCES", "public.attendance");
        assertThat(rows()).containsEntry("public." + table, 0L).containsEntry("public.attendance", 0L);
        assertThat(rows()).containsEntry("public.users", 25L);
    }

    @Test
    @Feature({"school.clear-all", "school.administrator-stays", "school.backup-first", "school.audit"})
    void everythingIsClearedAndTheAdministratorStays() {
        Map<String, TableState> before = sample.state();

        JsonNode clear = api.succeeded(api.ask("/api/v1/clears", CLEAR.formatted("\"all\"", "")));

        assertThat(query("select username from users")).containsExactly(List.of("admin"));
        assertThat(rows().values().stream().mapToLong(Long::longValue).sum()).isOne();
        assertThat(table(clear, "public.users").get("kept").get("byRule").longValue())
                .isOne();
        JsonNode newest = api.get("/api/v1/audit?source=school&limit=1").body().at("/items/0");
        assertThat(newest.get("requester").stringValue()).isEqualTo("admin");
        assertThat(newest.at("/details/kind").stringValue()).isEqualTo("clear");
        assertThat(newest.get("jobId")).isEqualTo(clear.get("id"));
        undone(clear);
        assertThat(sample.state()).isEqualTo(before);
    }

    @Test
    @Feature("school.confirmation")
    void nothingIsClearedWithoutConfirmation() {
        Map<String, TableState> before = sample.state();

        Api.Answer answer = api.post(
                "/api/v1/clears",
                "{\"source\": \"school\", \"dataset\": \"courses\", \"tables\": \"all\", \"confirm\": \"yes\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().get("code").stringValue()).isEqualTo("CONFIRMATION_WRONG");
        assertThat(sample.state()).isEqualTo(before);
    }

    @Test
    @Feature({"school.rollback", "school.feedback"})
    void aClearThatCannotBeDoneChangesNothing() {
        sql("create table loans (course_id integer not null references courses); insert into loans values (1)");
        Map<String, TableState> before = sample.state();

        JsonNode clear = api.ended(api.ask(
                "/api/v1/clears",
                CLEAR.formatted("[\"public.students\", \"public.courses\", \"public.payments\"]", "")));

        assertThat(clear.get("status").stringValue()).isEqualTo("FAILED");
        assertThat(clear.get("error").get("message").stringValue()).contains("public.courses");
        assertThat(sample.state()).isEqualTo(before);
    }

    @Test
    @Feature("school.admin-only")
    void onlyAnAdministratorClearsAndOnlyAnOperatorDownloads() {
        JsonNode backup = backUp();
        Api viewer = holder("viewer");
        Api operator = holder("operator");
        String download = "/api/v1/backups/%s/download?format=json"
                .formatted(backup.get("backupId").stringValue());

        assertThat(viewer.get(download).status()).isEqualTo(403);
        assertThat(viewer.post("/api/v1/clears", CLEAR.formatted("\"all\"", "")).status())
                .isEqualTo(403);
        assertThat(operator.post("/api/v1/clears", CLEAR.formatted("\"all\"", ""))
                        .status())
                .isEqualTo(403);
        assertThat(api.as("nobody's").get(download).status()).isEqualTo(401);
        assertThat(rows()).containsEntry("public.students", 6000L);
    }

    @Test
    @Feature({"school.history", "school.restore", "school.restore-tables"})
    void aBackupIsFoundInTheListAndOneTableOfItRestored() {
        JsonNode backup = backUp();
        TableState courses = state("public.courses");
        sql("update courses set fee = 0; update payments set status = 'open'");
        TableState payments = state("public.payments");

        JsonNode newest =
                api.get("/api/v1/backups?source=school").body().get("items").get(0);
        api.succeeded(api.ask(Api.restores(backup), "{\"mode\": \"replace\", \"tables\": [\"public.courses\"]}"));

        assertThat(newest.get("id")).isEqualTo(backup.get("backupId"));
        assertThat(state("public.courses")).isEqualTo(courses);
        assertThat(state("public.payments")).isEqualTo(payments);
    }

    @Test
    @Feature("school.differences")
    void whatIsDifferentSinceABackupIsListedFieldByField() {
        JsonNode backup = backUp();
        sql("update courses set fee = 1 where id = 7");

        JsonNode preview = preview(backup, "\"mode\": \"replace\"");

        JsonNode differences = api.get("/api/v1/jobs/%s/differences"
                        .formatted(preview.get("id").stringValue()))
                .body()
                .get("items");
        assertThat(differences).hasSize(1);
        assertThat(differences.get(0).toString()).contains("public.courses", "fee", "107.50");
    }

    private static List<List<String>> lines(File file) throws IOException {
        try (CSVParser parser =
                CSVFormat.DEFAULT.parse(new StringReader(file.text().substring(1)))) {
            return parser.stream().map(line -> List.copyOf(line.toList())).toList();
        }
    }
}
