package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.failure.ErrorCode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TokenIT {

    private static final RunningApi API = School.API;
    private static final String PATH = "/api/v1/tokens";

    @Test
    void theSecretIsShownOnceAndNeverAgain() {
        Answer made = create(RunningApi.ADMIN, "reports", "viewer", "");

        assertThat(made.hasStatus(201).field("token")).matches("rk_[A-Za-z0-9_-]{43}");
        assertThat(made.field("createdBy")).isEqualTo("admin");
        Answer list = API.get(RunningApi.ADMIN, PATH).hasStatus(200);
        assertThat(list.text()).doesNotContain(made.field("token")).doesNotContain("hash");
        assertThat(ids(list)).contains(made.field("id"));
    }

    @Test
    void noTokenMakesOneWiderThanItself() {
        String limited = School.token("admin", "school");

        create(limited, "x", "viewer", "").isProblem(403, ErrorCode.FORBIDDEN, "wider", "school");
        create(limited, "x", "viewer", ", \"sources\": [\"school\", \"shop\"]").isProblem(403, ErrorCode.FORBIDDEN);
        Answer narrower =
                create(limited, "x", "admin", ", \"sources\": [\"school\"]").hasStatus(201);
        assertThat(narrower.json().path("sources").toString()).isEqualTo("[\"school\"]");
    }

    @Test
    void aLimitedAdminReachesOnlyTokensWithinItsSources() {
        String limited = School.token("admin", "school");
        String everywhere = create(RunningApi.ADMIN, "a", "viewer", "").field("id");
        String shop = create(RunningApi.ADMIN, "b", "viewer", ", \"sources\": [\"shop\"]")
                .field("id");
        String school = create(RunningApi.ADMIN, "c", "viewer", ", \"sources\": [\"school\"]")
                .field("id");

        assertThat(ids(API.get(limited, PATH))).contains(school).doesNotContain(shop, everywhere);
        API.delete(limited, PATH + "/" + shop).isProblem(404, ErrorCode.TOKEN_NOT_FOUND);
        API.delete(limited, PATH + "/" + everywhere).isProblem(404, ErrorCode.TOKEN_NOT_FOUND);
        API.delete(limited, PATH + "/" + school).hasStatus(204);
        API.delete(limited, PATH + "/" + school).isProblem(404, ErrorCode.TOKEN_NOT_FOUND);
    }

    @Test
    void theSameKeyAndBodyMakesNoSecondTokenAndShowsNoSecret() {
        String key = UUID.randomUUID().toString();
        String body = "{\"name\": \"once\", \"role\": \"viewer\"}";

        Answer first =
                API.post(RunningApi.ADMIN, PATH, body, "Idempotency-Key", key).hasStatus(201);
        Answer second =
                API.post(RunningApi.ADMIN, PATH, body, "Idempotency-Key", key).hasStatus(201);

        assertThat(second.field("id")).isEqualTo(first.field("id"));
        assertThat(second.json().propertyNames()).doesNotContain("token");
        API.post(RunningApi.ADMIN, PATH, body.replace("viewer", "admin"), "Idempotency-Key", key)
                .isProblem(422, ErrorCode.IDEMPOTENCY_KEY_REUSED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'role': 'viewer'} | name | who will use the token",
                "{'name': 'x'} | role | viewer, operator or admin",
                "{'name': 'x', 'role': 'root'} | role | viewer, operator or admin, not 'root'",
                "{'name': '  ', 'role': 'viewer'} | name | 1 to 100 characters",
                "{'name': 'a\\nb', 'role': 'viewer'} | name | no control character",
                "{'name': 'x', 'role': 'viewer', 'sources': []} | sources | at least one source",
                "{'name': 'x', 'role': 'viewer', 'sources': ['A B']} | sources[0] | 1 to 63",
                "{'name': 'x', 'role': 'viewer', 'secret': 'mine'} | secret | name, role, sources",
            })
    void aWrongFieldIsNamedWithWhatWouldBeRight(String body, String field, String words) {
        API.post(RunningApi.ADMIN, PATH, body.replace('\'', '"'))
                .isProblem(400, ErrorCode.INVALID_REQUEST, words)
                .aboutField(field);
    }

    @Test
    void aTokenIdThatIsNoneIsNamed() {
        API.delete(RunningApi.ADMIN, PATH + "/none")
                .isProblem(400, ErrorCode.INVALID_REQUEST, "'id'")
                .aboutField("id");
        API.delete(RunningApi.ADMIN, PATH + "/" + UUID.randomUUID()).isProblem(404, ErrorCode.TOKEN_NOT_FOUND);
    }

    private static Answer create(String token, String name, String role, String more) {
        return API.post(token, PATH, "{\"name\": \"%s\", \"role\": \"%s\"%s}".formatted(name, role, more));
    }

    private static List<String> ids(Answer list) {
        return list.json()
                .path("items")
                .valueStream()
                .map((JsonNode token) -> token.path("id").asString())
                .toList();
    }
}
