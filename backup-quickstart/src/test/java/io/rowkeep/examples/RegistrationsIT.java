package io.rowkeep.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.judge.Api;
import io.rowkeep.quickstart.example.Example;
import io.rowkeep.quickstart.example.TableState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the administrators of the registrations do with smart backups. */
class RegistrationsIT extends PostgresFixture {

    private static final String MERGE = "\"mode\": \"merge\"";
    private static final String BOTH_CHANGED = """
            update "User" set "name" = 'Renamed since', "updatedAt" = '2030-01-01' where "id" = 'user0010';
            update "User" set "name" = 'Renamed before', "updatedAt" = '2020-01-01' where "id" = 'user0011';
            """;

    RegistrationsIT() {
        super(Example.REGISTRATIONS, "everything");
    }

    @Test
    @Feature("registrations.full")
    @Override
    void theReadmeDoesWhatItSays() {
        super.theReadmeDoesWhatItSays();
    }

    @Test
    @Feature({
        "registrations.analyse",
        "registrations.nothing-deleted",
        "registrations.new-records",
        "registrations.updates",
        "registrations.recovery"
    })
    void whatWasAnalysedIsMergedAndNoRowIsLost() {
        JsonNode backup = backUp();
        TableState rooms = state("public.Room");
        sql("""
                delete from "Registration" where "id" between 'reg00101' and 'reg00140';
                update "Room" set "capacity" = 1, "updatedAt" = '2023-01-01' where "id" <= 'room005';
                insert into "Registration" ("id", "fullName", "updatedAt") values ('late', 'Came later', '2030-01-01');
                """);
        Map<String, TableState> before = sample.state();

        JsonNode preview = preview(backup, MERGE);

        assertThat(sample.state()).isEqualTo(before);
        assertThat(differences(preview, "public.Registration").get("insert").longValue())
                .isEqualTo(40);
        assertThat(differences(preview, "public.RoomAllocation").get("insert").longValue())
                .isEqualTo(20);
        JsonNode ofRooms = differences(preview, "public.Room");
        assertThat(ofRooms.get("update").longValue() + ofRooms.get("conflict").longValue())
                .isEqualTo(5);
        assertThat(listed(preview, "public.Room").toString()).contains("room001", "capacity");
        JsonNode merge = restored(backup, MERGE);
        assertThat(rows()).containsEntry("public.Registration", 301L).containsEntry("public.RoomAllocation", 120L);
        assertThat(state("public.Room")).isEqualTo(rooms);
        undone(merge);
        assertThat(sample.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "backup_wins, false, backup, backup",
        "backup_wins, true, Renamed since, backup",
        "current_wins, false, Renamed since, Renamed before",
        "merge_fields, false, Renamed since, backup",
    })
    @Feature({
        "registrations.backup-wins",
        "registrations.current-wins",
        "registrations.merge-fields",
        "registrations.preserve-newer"
    })
    void conflictsAreSettledByTheStrategy(String policy, boolean preserveNewer, String newer, String older) {
        String[] names = {name("user0010"), name("user0011")};
        JsonNode backup = backUp();
        sql(BOTH_CHANGED);

        restored(
                backup,
                "%s, \"conflictPolicy\": \"%s\", \"preserveNewer\": %s".formatted(MERGE, policy, preserveNewer));

        assertThat(name("user0010")).isEqualTo(newer.equals("backup") ? names[0] : newer);
        assertThat(name("user0011")).isEqualTo(older.equals("backup") ? names[1] : older);
    }

    @Test
    @Feature("registrations.merge-fields")
    void fieldsThatChangedOnOneSideOnlyAreCombined() {
        String name = name("user0010");
        JsonNode base = backUp();
        sql("update \"User\" set \"name\" = 'Backed up' where \"id\" = 'user0010'");
        JsonNode backup = backUp();
        sql("update \"User\" set \"name\" = '%s', \"email\" = 'new@example.org' where \"id\" = 'user0010'"
                .formatted(name.replace("'", "''")));

        restored(
                backup,
                "%s, \"conflictPolicy\": \"merge_fields\", \"base\": %s".formatted(MERGE, base.get("backupId")));

        assertThat(value("select \"name\" || ' ' || \"email\" from \"User\" where \"id\" = 'user0010'"))
                .isEqualTo("Backed up new@example.org");
    }

    @Test
    @Feature("registrations.manual")
    void eachConflictIsDecidedByHand() {
        JsonNode backup = backUp();
        String name = name("user0010");
        sql(BOTH_CHANGED);
        Map<String, TableState> before = sample.state();
        String manual = MERGE + ", \"conflictPolicy\": \"manual\"";

        JsonNode undecided = api.ended(api.ask(Api.restores(backup), "{%s}".formatted(manual)));
        assertThat(undecided.get("error").toString()).contains("DECISIONS_MISSING", "public.User", "2");
        assertThat(sample.state()).isEqualTo(before);
        api.succeeded(api.ask(Api.restores(backup), """
                {%s, "decisions": [{"table": "public.User", "key": {"id": "user0010"}, "take": "backup"},
                                   {"table": "public.User", "key": {"id": "user0011"}, "take": "current"}]}
                """.formatted(manual)));

        assertThat(List.of(name("user0010"), name("user0011"))).containsExactly(name, "Renamed before");
    }

    @Test
    @Feature("registrations.tables")
    void onlyChosenTablesAreMerged() {
        JsonNode backup = backUp();
        sql("update \"Room\" set \"capacity\" = 1; update \"SystemConfig\" set \"value\" = 'null'");
        TableState config = state("public.SystemConfig");

        restored(backup, MERGE + ", \"tables\": [\"public.Room\"]");

        assertThat(state("public.SystemConfig")).isEqualTo(config);
        assertThat(value("select max(\"capacity\") from \"Room\"")).isEqualTo("8");
    }

    @Test
    @Feature("registrations.records")
    void onlyChosenRecordsAreMerged() {
        JsonNode backup = backUp();
        sql("delete from \"Registration\" where \"id\" in ('reg00200', 'reg00201')");

        restored(backup, MERGE + ", \"keys\": [{\"table\": \"public.Registration\", \"key\": {\"id\": \"reg00200\"}}]");

        assertThat(
                        value(
                                "select string_agg(\"id\", ' ') from \"Registration\" where \"id\" in ('reg00200', 'reg00201')"))
                .isEqualTo("reg00200");
    }

    @Test
    @Feature("registrations.rollback")
    void aMergeThatCannotBeDoneChangesNothing() {
        JsonNode backup = backUp();
        sql("""
                update "User" set "email" = 'x' || "id" where "id" = 'user0020';
                insert into "User" ("id", "email", "passwordHash", "updatedAt")
                values ('thief', 'user20@accommodation.example', '-', '2030-01-01');
                """);
        Map<String, TableState> before = sample.state();

        JsonNode merge = api.ended(api.ask(Api.restores(backup), "{%s}".formatted(MERGE)));

        assertThat(merge.get("status").stringValue()).isEqualTo("FAILED");
        assertThat(merge.get("error").get("message").stringValue()).contains("public.User");
        assertThat(sample.state()).isEqualTo(before);
    }

    private String name(String user) {
        return value("select \"name\" from \"User\" where \"id\" = '%s'".formatted(user));
    }

    private static JsonNode differences(JsonNode preview, String table) {
        return table(preview, table).get("differences");
    }

    private JsonNode listed(JsonNode preview, String table) {
        return api.get("/api/v1/jobs/%s/differences?table=%s"
                        .formatted(preview.get("id").stringValue(), table))
                .body();
    }
}
