package io.rowkeep.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.judge.Api;
import io.rowkeep.judge.Sql;
import io.rowkeep.message.MessageMapper;
import io.rowkeep.quickstart.example.Example;
import io.rowkeep.quickstart.example.TableState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Guests, as their document wants them. */
class GuestsIT extends PostgresFixture {

    private static final String EXPORT = "/api/v1/sources/guests/datasets/guests-by-month/export?";
    private static final String PHOTO = ".*[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\..*";
    private static final String INTO_COPY =
            "{\"mode\": \"system\", \"target\": {\"source\": \"guests-copy\"}, \"confirm\": \"guests-copy\"}";

    private static final String JOHN = """
            {"id": 1, "registration_id": 40, "first_name": "John", "last_name": "Doe", "age_category": "adult",
             "document_type": "passport", "document_number": "ABC123456", "gdpr_consent": true,
             "created_at": "2025-06-23 14:30:00", "trip_title": "Summer Vacation 2025",
             "registration_email": "john.doe@example.com", "registration_language": "en"}
            """;

    GuestsIT() {
        super(Example.GUESTS, "guests-by-month");
    }

    @Test
    @Feature({"guests.system-backup", "guests.system-zip", "guests.dump", "guests.uploads", "guests.photos-excluded"})
    void theSystemIsOneZipOfTheDumpAndTheFilesWithoutPhotos() throws IOException {
        JsonNode backup = system();

        Map<String, byte[]> files = unzipped(download(backup, "format=zip").content());

        assertThat(files.keySet())
                .containsExactlyInAnyOrder(
                        "manifest.json",
                        "database.dump",
                        "uploads/sample-images/lake.jpg",
                        "uploads/sample-images/mountain.jpg",
                        "uploads/system/logo.png",
                        "uploads/system/house-rules.pdf",
                        "uploads/trips/2025/Split & Hvar.jpg");
        assertThat(files.get("database.dump")).startsWith("PGDMP".getBytes(StandardCharsets.US_ASCII));
        assertThat(files.get("uploads/system/logo.png"))
                .isEqualTo(Files.readAllBytes(places.files().resolve("uploads/system/logo.png")));
        assertThat(uploads("uploads")).anyMatch(name -> name.toLowerCase().matches(PHOTO));
    }

    @Test
    void aTourBeginsWithAnEmptyCopyWhateverAnEarlierOneLeftThere() {
        example.database(places.copy()).run("create table public.left_by_an_earlier_tour (id int)");

        assertThat(tour()).endsWith("Every row is back.\n");
    }

    @Test
    @Feature({"guests.system-restore", "guests.indexes", "guests.functions"})
    void theSystemComesBackInAnEmptyDatabase() throws IOException {
        Map<String, TableState> before = sample.state();
        JsonNode backup = system();

        api.succeeded(api.ask(Api.restores(backup), INTO_COPY));

        assertThat(example.database(places.copy()).state()).isEqualTo(before);
        for (String query : List.of(
                "select * from full_trips order by id",
                "select indexname, indexdef from pg_indexes where schemaname = 'public' order by 1",
                "select conname, pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace order by 1",
                "select nextval('guests_id_seq')")) {
            assertThat(Sql.rows(copied.dataSource(), query))
                    .as(query)
                    .isNotEmpty()
                    .isEqualTo(query(query));
        }
        assertThat(uploads("restored"))
                .isNotEmpty()
                .isEqualTo(uploads("uploads").stream()
                        .filter(name -> !name.toLowerCase().matches(PHOTO))
                        .toList());
    }

    @Test
    @Feature("guests.empty-target")
    void aSystemIsNotRestoredOverWhatIsThere() {
        JsonNode backup = system();
        Map<String, TableState> before = sample.state();

        JsonNode restore = api.ended(api.ask(
                Api.restores(backup),
                "{\"mode\": \"system\", \"target\": {\"source\": \"guests\"}, \"confirm\": \"guests\"}"));

        assertThat(restore.get("error").toString()).contains("TARGET_NOT_EMPTY");
        assertThat(sample.state()).isEqualTo(before);
    }

    @Test
    @Feature({"guests.month-json", "guests.month-fields"})
    void aMonthAsJsonIsAnArrayOfGuestsWithTripAndRegistration() {
        JsonNode guests = api.get(EXPORT + "year=2025&month=6&format=json").body();

        assertThat(guests.get(0)).isEqualTo(MessageMapper.JSON.readTree(JOHN));
        assertThat(guests).hasSize(inMonth("2025-06-01"));
        assertThat(guests.valueStream().map(guest -> guest.get("created_at").stringValue()))
                .allMatch(moment -> moment.startsWith("2025-06-"));
    }

    @Test
    @Feature({"guests.month-csv", "guests.month-default", "guests.photos-excluded"})
    void aMonthIsCsvWhenNothingIsSaid() {
        Api.Answer answer = api.get(EXPORT + "year=2024&month=12");

        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .contains("guests_by_month_", ".csv");
        List<String> lines = answer.body().stringValue().lines().toList();
        assertThat(lines.getFirst().replace("\"", ""))
                .isEqualTo(
                        "id,registration_id,first_name,last_name,age_category,document_type,document_number,gdpr_consent,created_at,trip_title,registration_email,registration_language");
        assertThat(lines).hasSize(1 + inMonth("2024-12-01"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            year=2025&month=13 | 1 to 12
            year=2025&month=0 | 1 to 12
            year=2025&month=June | whole number
            year=2025&month=6);drop table guests-- | whole number
            year=2025 | month
            month=6 | year
            """)
    @Feature({"guests.month-parameters", "guests.month-errors"})
    void aMonthThatIsNoneIsRefusedAndSaysWhatWouldBeRight(String parameters, String words) {
        Api.Answer answer = api.get(EXPORT + parameters.replace(" ", "%20"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("detail").stringValue()).contains(words);
        assertThat(answer.body().toString()).doesNotContainIgnoringCase("select ", "passport", "John");
    }

    @Test
    @Feature("guests.admin-only")
    void onlyAnAdministratorRestoresASystemAndNoViewerExportsAMonth() {
        JsonNode backup = system();

        assertThat(holder("viewer").get(EXPORT + "year=2025&month=6").status()).isEqualTo(403);
        assertThat(holder("operator").post(Api.restores(backup), INTO_COPY).status())
                .isEqualTo(403);
        assertThat(api.as("nobody's").get(EXPORT + "year=2025&month=6").status())
                .isEqualTo(401);
    }

    private JsonNode system() {
        return api.succeeded(api.ask("/api/v1/backups", "{\"source\": \"guests\", \"format\": \"system\"}"));
    }

    private int inMonth(String first) {
        return Integer.parseInt(value(
                "select count(*) from guests where date_trunc('month', created_at) = date '%s'".formatted(first)));
    }

    private List<String> uploads(String folder) throws IOException {
        Path root = places.files().resolve(folder);
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, byte[]> unzipped(byte[] archive) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }
}
