package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.control.AnnouncedDataset;
import io.rowkeep.control.AnnouncedSource;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.DocumentForm;
import io.rowkeep.dataset.ParameterType;
import io.rowkeep.dataset.QueryParameter;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.SourceType;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.JobId;
import io.rowkeep.job.WorkerId;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Datasets that are queries: their parameters in requests, and exports in one call. */
class ExportIT {

    private static final RunningApi API = School.API;
    private static final String BACKUPS = "/api/v1/backups";
    private static final String EXPORT = "/api/v1/sources/house/datasets/monthly/export";

    private final String operator = School.token("operator");

    @BeforeEach
    void announce() {
        List<QueryParameter> parameters = List.of(
                new QueryParameter("year", ParameterType.INTEGER, 1900L, 2100L, List.of()),
                new QueryParameter("month", ParameterType.INTEGER, 1L, 12L, List.of()),
                new QueryParameter("language", ParameterType.TEXT, null, null, List.of("en", "pt")),
                new QueryParameter("active", ParameterType.BOOLEAN, null, null, List.of()));
        List<AnnouncedDataset> datasets = List.of(
                new AnnouncedDataset(DatasetName.ALL, List.of(School.COURSES, School.STUDENTS)),
                new AnnouncedDataset(
                        new DatasetName("monthly"), List.of(TableName.parse("public.guests")), parameters, null));
        API.registry()
                .announce(
                        new WorkerId("worker-of-the-house"),
                        "test",
                        List.of(
                                source("house", SourceType.POSTGRESQL, datasets),
                                source("market", SourceType.MONGODB, List.of(datasets.getFirst(), arrays()))));
    }

    private static AnnouncedSource source(String name, SourceType type, List<AnnouncedDataset> datasets) {
        return new AnnouncedSource(new SourceName(name), type, true, null, Instant.EPOCH, false, false, datasets);
    }

    private static AnnouncedDataset arrays() {
        return new AnnouncedDataset(
                new DatasetName("stock"), List.of(School.COURSES, School.STUDENTS), List.of(), DocumentForm.ARRAY);
    }

    @Test
    void parametersAreNumbersTextsAndBooleans() {
        String job = API.post(operator, BACKUPS, """
                        {"source": "house", "dataset": "monthly",
                         "parameters": {"year": 2025, "month": "06", "language": "pt", "active": true}}
                        """).hasStatus(202).field("id");

        assertThat(spec(job).parameters())
                .isEqualTo(Map.of("year", "2025", "month", "6", "language", "pt", "active", "true"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'year': 2025, 'month': 13 | parameters.month | `The parameter 'month' is a whole number from 1 to 12, not '13'`",
                "'year': 2025, 'month': 'June' | parameters.month | from 1 to 12, not 'June'",
                "'year': 2025, 'month': 6.5 | parameters.month | from 1 to 12, not '6.5'",
                "'year': 2025, 'month': true | parameters.month | from 1 to 12, not 'true'",
                "'year': 2025, 'month': null | parameters.month | is missing",
                "'year': 2025, 'month': [6] | parameters.month | it is a number, a text, true or false",
                "'month': 6 | parameters.year | `The parameter 'year' is missing: it is a whole number from 1900 to 2100`",
                "'year': 2025, 'month': 6, 'language': 'en', 'active': 1 | parameters.active | is true or false, not '1'",
                "'year': 2025, 'month': 6, 'language': 'de' | parameters.language | is one of en, pt, not 'de'",
                "'year': 2025, 'month': 6, 'mnth': 7 | parameters.mnth | this dataset has active, language, month, year",
            })
    void aWrongParameterIsNamedWithWhatWouldBeRight(String wrong, String field, String words) {
        API.post(
                        operator,
                        BACKUPS,
                        "{'source': 'house', 'dataset': 'monthly', 'parameters': {%s}}"
                                .formatted(wrong)
                                .replace('\'', '"'))
                .isProblem(400, ErrorCode.INVALID_REQUEST, words.replace("`", ""))
                .aboutField(field);
    }

    @Test
    void datasetsOfTablesHaveNone() {
        API.post(operator, BACKUPS, "{\"source\": \"house\", \"parameters\": {\"month\": 6}}")
                .isProblem(400, ErrorCode.INVALID_REQUEST, "This dataset has no parameters, so none 'month'")
                .aboutField("parameters.month");
        API.post(operator, BACKUPS, "{\"source\": \"house\", \"parameters\": {}}")
                .hasStatus(202);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "year=2025&month=13&language=en&active=true | month | `The parameter 'month' is a whole number from 1 to 12, not '13'`",
                "year=2025&month=6&month=7&language=en&active=true | month | is given 2 times",
                "year=2025&language=en&active=true | month | is missing",
                "year=2025&mnth=6&format=csv | mnth | this version knows active, compress, form, format, language, month, profile, table, wait, year",
                "year=2025&month=6&language=en&active=true&format=xml | format | json, csv, native or zip",
                "year=2025&month=6&language=en&active=true&wait=2h | wait | 20s",
            })
    void anAddressIsJudgedWhole(String query, String field, String words) {
        API.get(operator, EXPORT + "?" + query)
                .isProblem(400, ErrorCode.INVALID_REQUEST, words.replace("`", ""))
                .aboutField(field);
    }

    @Test
    void whatIsNotReadyInTimeIsTheJob() {
        Answer answer = API.get(operator, EXPORT + "?year=2025&month=6&language=en&active=false&wait=0s")
                .hasStatus(202);

        BackupSpec spec = spec(answer.field("id"));
        assertThat(answer.header("Location")).isEqualTo("/api/v1/jobs/" + answer.field("id"));
        assertThat(spec.label()).isEqualTo("export");
        assertThat(spec.format().id()).isEqualTo("csv");
        assertThat(spec.parameters()).containsEntry("month", "6").hasSize(4);
    }

    @Test
    void tablesAreExportedToo() {
        String all = "/api/v1/sources/house/datasets/all/export?wait=0s";

        assertThat(spec(API.get(operator, all).hasStatus(202).field("id"))
                        .format()
                        .id())
                .isEqualTo("json");
        BackupSpec students =
                spec(API.get(operator, all + "&table=students").hasStatus(202).field("id"));
        assertThat(students.format().id()).isEqualTo("csv");
        assertThat(students.tables()).containsExactly(School.STUDENTS);
        API.get(operator, all + "&format=csv")
                .isProblem(400, ErrorCode.INVALID_REQUEST, "An export in format csv holds one table")
                .aboutField("table");
        API.get(operator, all + "&form=users")
                .isProblem(400, ErrorCode.INVALID_REQUEST, "An export in form users holds one table")
                .aboutField("table");
        API.get(operator, all + "&month=6")
                .isProblem(
                        400, ErrorCode.INVALID_REQUEST, "'month' is not known", "form, format, profile, table, wait");
    }

    @Test
    void documentsHaveNoColumns() {
        String one = "/api/v1/sources/market/datasets/all/export?wait=0s&table=students";

        assertThat(spec(API.get(operator, one).hasStatus(202).field("id"))
                        .format()
                        .id())
                .isEqualTo("json");
        API.get(operator, one + "&format=csv")
                .isProblem(400, ErrorCode.INVALID_REQUEST, "format=json, format=native or format=zip")
                .aboutField("format");
        API.get(operator, one + "&profile=spreadsheet")
                .isProblem(400, ErrorCode.INVALID_REQUEST, "no spreadsheet of them")
                .aboutField("profile");
    }

    @Test
    void aFormOfOneTableThatIsConfiguredIsRefusedBeforeABackupIsMade() {
        String stock = "/api/v1/sources/market/datasets/stock/export?wait=0s";

        API.get(operator, stock + "&format=json")
                .isProblem(400, ErrorCode.INVALID_REQUEST, "An export in form array", "form=tables or format=zip")
                .aboutField("table");
        API.get(operator, stock).hasStatus(202);
        API.get(operator, stock + "&form=tables").hasStatus(202);
        API.get(operator, stock + "&format=json&table=students").hasStatus(202);
    }

    @Test
    void spreadsheetsInOtherFormatsAreRefusedBeforeABackupIsMade() {
        String one = "/api/v1/sources/house/datasets/all/export?wait=0s&profile=spreadsheet&table=students";

        for (String format : List.of("json", "native")) {
            API.get(operator, one + "&format=" + format)
                    .isProblem(400, ErrorCode.INVALID_REQUEST, "no spreadsheet in format " + format)
                    .aboutField("profile");
        }
        API.get(operator, one + "&format=zip").hasStatus(202);
    }

    @Test
    void whoeverOnlyLooksMakesNoBackup() {
        API.registry()
                .announce(
                        new WorkerId("worker-of-the-cellar"),
                        "test",
                        List.of(source(
                                "cellar",
                                SourceType.POSTGRESQL,
                                List.of(new AnnouncedDataset(DatasetName.ALL, List.of())))));
        String cellar = "/api/v1/sources/cellar/datasets/all/export";

        assertThat(head(cellar)).isEqualTo(200);
        assertThat(head(cellar + "?format=xml")).isEqualTo(400);
        assertThat(head("/api/v1/sources/cellar/datasets/none/export")).isEqualTo(404);
        assertThat(API.get(operator, "/api/v1/jobs?source=cellar")
                        .hasStatus(200)
                        .json()
                        .path("items"))
                .isEmpty();
    }

    private int head(String path) {
        return API.send(API.request(operator, path).method("HEAD", BodyPublishers.noBody()))
                .status();
    }

    @Test
    void itIsACallOfOperatorsOnWhatTheySee() {
        API.get(School.token("viewer"), EXPORT + "?wait=0s").isProblem(403, ErrorCode.FORBIDDEN);
        API.get(School.token("operator", "school"), EXPORT + "?wait=0s")
                .isProblem(404, ErrorCode.SOURCE_NOT_FOUND, "no source 'house'");
        API.get(operator, EXPORT.replace("monthly", "yearly"))
                .isProblem(404, ErrorCode.DATASET_NOT_FOUND, "all, monthly");
    }

    private static BackupSpec spec(String job) {
        return (BackupSpec)
                API.jobs().claim(JobId.parse(job), School.WORKER).orElseThrow().spec();
    }
}
