package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.failure.ErrorCode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupRequestIT {

    private static final RunningApi API = School.API;
    private static final String PATH = "/api/v1/backups";

    private final String operator = School.token("operator");

    @Test
    void aRequestIsRecordedAndAnsweredWithTheJobWhileTheBrokerIsAway() {
        Answer answer = API.post(operator, PATH, """
                {"source": "school", "dataset": "people", "tables": ["students"], "format": "csv", "label": "Term's end"}
                """);

        answer.hasStatus(202);
        assertThat(answer.header("Location")).isEqualTo("/api/v1/jobs/" + answer.field("id"));
        assertThat(answer.field("kind")).isEqualTo("backup");
        assertThat(answer.field("status")).isEqualTo("QUEUED");
        assertThat(answer.field("dataset")).isEqualTo("people");
        assertThat(answer.field("requestedBy")).isEqualTo("operator");
        assertThat(answer.field("backupId")).isNotEmpty();
        assertThat(API.get(operator, answer.header("Location")).json()).isEqualTo(answer.json());
    }

    @Test
    void onlyTheSourceMustBeNamed() {
        Answer answer = API.post(operator, PATH, "{\"source\": \"school\"}").hasStatus(202);

        assertThat(answer.field("dataset")).isEqualTo("all");
    }

    @Test
    void unknownNamesAreAnsweredWithTheNamesThatThereAre() {
        API.post(operator, PATH, "{\"source\": \"scool\"}")
                .isProblem(404, ErrorCode.SOURCE_NOT_FOUND, "'scool'", "school, shop");
        API.post(operator, PATH, "{\"source\": \"school\", \"dataset\": \"staff\"}")
                .isProblem(404, ErrorCode.DATASET_NOT_FOUND, "'staff'", "all, people");
    }

    @Test
    void aForeignSourceIsAnsweredExactlyLikeOneThatDoesNotExist() {
        String limited = School.token("operator", "school");

        String foreign = API.post(limited, PATH, "{\"source\": \"shop\"}").text();
        String none = API.post(limited, PATH, "{\"source\": \"none\"}").text();

        assertThat(foreign.replace("'shop'", "'none'")).isEqualTo(none);
        assertThat(none).doesNotContain("shop");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | source | 'source' is missing",
                "{'source': null} | source | 'source' is missing",
                "{'source': 5} | source | must be a string",
                "{'source': true} | source | must be a string",
                "{'source': ['school']} | source | must be a string",
                "{'source': 'Not A Name'} | source | 1 to 63 characters",
                "{'source': 'school', 'dataset': '../x'} | dataset | 1 to 63 characters",
                "{'source': 'school', 'format': 'xml'} | format | json, csv, native, spreadsheet or system",
                "{'source': 'school', 'tables': 'students'} | tables | must be a list",
                "{'source': 'school', 'tables': []} | tables | at least one table",
                "{'source': 'school', 'tables': [null]} | tables | no null",
                "{'source': 'school', 'tables': [7]} | tables[0] | must be a string",
                "{'source': 'school', 'tables': ['a.b.c']} | tables[0] | schema.name",
                "{'source': 'school', 'tabels': ['x']} | tabels | dataset, format, label, parameters, source, tables",
                "{'source': 'school', 'label': ''} | label | 1 to 200 characters",
                "{'source': 'school', 'label': {}} | label | must be a string",
            })
    void aWrongFieldIsNamedWithWhatWouldBeRight(String body, String field, String words) {
        API.post(operator, PATH, body.replace('\'', '"'))
                .isProblem(400, ErrorCode.INVALID_REQUEST, words)
                .aboutField(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | missing",
                "null | missing",
                "{'source': | not valid JSON",
                "{'source': 'school'} {} | JSON",
                "{'source': 'school', 'source': 'shop'} | JSON",
                "[] | must be a JSON object",
                "'school' | JSON object",
                "<xml/> | not valid JSON",
            })
    void aBodyThatIsNotTheObjectIsRefused(String body, String words) {
        API.post(operator, PATH, body.replace('\'', '"')).isProblem(400, ErrorCode.INVALID_REQUEST, words);
    }

    @Test
    void theSameKeyAndBodyIsTheSameJobHoweverItIsWritten() {
        String key = UUID.randomUUID().toString();

        Answer first = API.post(operator, PATH, "{\"source\": \"school\", \"label\": \"x\"}", "Idempotency-Key", key);
        Answer second = API.post(operator, PATH, "{\"label\":\"x\",\"source\":\"school\"}", "Idempotency-Key", key);

        assertThat(second.hasStatus(202).field("id"))
                .isEqualTo(first.hasStatus(202).field("id"));
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        String key = UUID.randomUUID().toString();

        API.post(operator, PATH, "{\"source\": \"school\"}", "Idempotency-Key", key)
                .hasStatus(202);

        API.post(operator, PATH, "{\"source\": \"shop\"}", "Idempotency-Key", key)
                .isProblem(422, ErrorCode.IDEMPOTENCY_KEY_REUSED, key);
    }

    @Test
    void aKeyIsOfOneTokenAlone() {
        String key = UUID.randomUUID().toString();

        Answer first = API.post(operator, PATH, "{\"source\": \"school\"}", "Idempotency-Key", key);
        Answer other = API.post(RunningApi.ADMIN, PATH, "{\"source\": \"school\"}", "Idempotency-Key", key);

        assertThat(other.hasStatus(202).field("id")).isNotEqualTo(first.field("id"));
    }

    @Test
    void aKeyThatIsNoneIsRefused() {
        for (String key : new String[] {"", "a b", "x".repeat(256)}) {
            API.post(operator, PATH, "{\"source\": \"school\"}", "Idempotency-Key", key)
                    .isProblem(400, ErrorCode.INVALID_REQUEST, "1 to 255 visible ASCII")
                    .aboutField("Idempotency-Key");
        }
    }
}
