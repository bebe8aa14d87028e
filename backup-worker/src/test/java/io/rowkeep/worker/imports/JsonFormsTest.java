package io.rowkeep.worker.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.job.ImportFormat;
import io.rowkeep.worker.settings.ImportLimits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFormsTest {

    static final String SMART = """
            {
              "tables": [
                {"tableName": "User", "primaryKey": "id", "records": [
                  {"id": "user123", "email": "john@example.com", "age": 1.50},
                  {"email": null, "id": "user124"}
                ]},
                {"tableName": "public.Room", "primaryKey": ["number"], "records": [{"number": 7}]}
              ],
              "metadata": {
                "exportedAt": "2024-01-15T12:00:00.000Z",
                "version": "1.0",
                "recordCounts": {"User": 2, "Room": 1, "Message": 0}
              }
            }
            """;
    static final String USERS = """
            {
              "backup_timestamp": "20251013_143022",
              "backup_datetime": "2025-10-13T14:30:22.123456",
              "total_users": 2,
              "users": [{"id": 1, "name": "admin"}, {"id": 2, "name": "guest"}]
            }
            """;

    @Test
    void aSmartBackupNamesItsTablesAndItsColumnsAreThoseThatOccur() {
        Files.Imported imported = Files.load(SMART);

        assertThat(imported.staged().get("User")).isEqualTo("""
                        [id, email, age, active, data, raw, tags]
                        user123\tjohn@example.com\t1.50\t\\N\t\\N\t\\N\t\\N
                        user124\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N
                        """);
        assertThat(imported.staged().get("Room")).isEqualTo("[number]\n7\n");
        assertThat(imported.columns().get("User")).containsExactly("id", "email", "age");
    }

    @Test
    void metadataMayComeFirstAndTheNameAfterTheRecords() {
        Files.Imported imported = Files.load("""
                {"metadata": {"recordCounts": {"Room": 1}},
                 "tables": [{"records": [{"number": 1}], "primaryKey": "number", "tableName": "Room"}]}
                """);

        assertThat(imported.staged()).containsEntry("Room", "[number]\n1\n");
    }

    @Test
    void theUsersDocumentIsOfTheTableThatItsArrayIsCalledOrOfTheOneThatIsNamed() {
        assertThat(Files.load(USERS).staged()).containsEntry("users", "[id, name]\n1\tadmin\n2\tguest\n");
        assertThat(Files.load(USERS.replace("users", "people"), "users", null).staged())
                .containsKey("users");
    }

    @Test
    void anArrayAndLinesAreOfTheTableThatIsNamed() {
        String expected = "[id, name]\n1\ta\n2\t\\N\n";

        assertThat(Files.load("[{\"id\": 1, \"name\": \"a\"}, {\"id\": 2}]", "users", null)
                        .staged())
                .containsEntry("users", expected);
        assertThat(Files.load("{\"id\": 1, \"name\": \"a\"}\n{\"id\": 2}\n", "users", null)
                        .staged())
                .containsEntry("users", expected);
        assertThat(Files.load("\ufeff{\"id\": 1}", "users", ImportFormat.JSONL).staged())
                .containsEntry("users", "[id, name]\n1\t\\N\n");
    }

    @Test
    void valuesAreReadAsTheirColumnsWantThem() {
        Files.Imported imported = Files.load("""
                [{"id": "tab\\t back\\\\slash \\u00e4 \\ud83d\\ude00", "age": -0.1e5, "active": false,
                  "data": {"a": [1, null, "x\\n\\"", {}], "n": 1.00}, "raw": {"b": [true]},
                  "tags": ["a", null, "q\\"\\\\", "", "NULL", 5]},
                 {"data": null, "raw": null, "tags": [["x"], ["y"]], "email": ""}]
                """, "User", null);

        assertThat(imported.staged().get("User").split("\n", 2)[1]).isEqualTo("""
                        tab\\t back\\\\slash ä 😀\t\\N\t-0.1e5\tfalse\t{"a":[1,null,"x\\\\n\\\\"",{}],"n":1.00}\t{"b":[true]}\t{"a",NULL,"q\\\\"\\\\\\\\","","NULL","5"}
                        \\N\t\t\\N\t\\N\tnull\t\\N\t{{"x"},{"y"}}
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1] | record 1: it is no JSON object",
                "[{'id': 1}, []] | record 2: it is no JSON object",
                "[{'id': 1, 'id': 2}] | record 1, field 'id': the field is given twice",
                "[{'id': 1, 'x; drop table users': 2}] | 'x; drop table users'",
                "[{'id': {'a': 1}}] | nested",
                "[{'name': '\\u0000'}] | U+0000",
                "[{'name': '\\ud800'}] | surrogate",
                "[{'name': '\\ude00x'}] | surrogate",
                "[{'name': 'a | no JSON",
                "[{'id': 01}] | no JSON",
                "[{'id': 1}] [] | the end of the file",
                "[{'id': 1}] x | no JSON",
                "[{'id': 1},] | no JSON",
                "`` | empty",
                "{'id': 1} 5 | no JSON object",
                "{'id': 1, 'id': 2} | twice",
                "{'total_users': 3, 'users': [{'id': 1}]} | it has 3 users, and it has 1",
                "{'total_users': '1', 'users': [{'id': 1}]} | 'total_users' that is no count",
                "{'total_users': 1e400, 'users': [{'id': 1}]} | 'total_users' that is no count",
                "{'total_users': 99999999999999999999, 'users': [{'id': 1}]} | 'total_users' that is no count",
                "{'a': [{'id': 1}], 'b': [{'id': 1}]} | several arrays",
            })
    void aFileThatIsNotWhatItSaysIsRefusedWithItsPlace(String file, String words) {
        Files.refused(file.replace('\'', '"'), "users", null, words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'User': 2 | 'User': 3 | 3 records of table public.User, and it has 2",
                "'Message': 0 | 'Message': 75 | no table 'Message'",
                "'Message': 0 | 'User': 2 | twice",
                "'primaryKey': 'id' | 'primaryKey': 'email' | primary key",
                "'tableName': 'User' | 'tableName': 'Users; drop table x' | no table",
                "'tableName': 'User', 'primaryKey': 'id' | 'tableName': 'Room', 'primaryKey': 'number' | twice",
                "'metadata' | 'tables' | twice",
                "'version': '1.0' | 'version': '1.0', 'version': '2' | twice",
            })
    void aDocumentThatLiesIsRefused(String from, String to, String words) {
        String lie = SMART.replace(from.replace('\'', '"'), to.replace('\'', '"'));

        assertThat(lie).isNotEqualTo(SMART);
        Files.refused(lie, null, null, words);
    }

    @Test
    void recordsThatAreNoListAreRefusedByTheNameOfTheirTable() {
        Files.refused(
                "{\"tables\": [{\"tableName\": \"User\", \"records\": {}}]}",
                null,
                null,
                "records of table 'User' are no list");
    }

    @Test
    void aFileInUtf16IsSaidToBe() {
        byte[] file = "[{\"id\": 1}]".getBytes(StandardCharsets.UTF_16);
        Files.refused(file, null, null, ImportLimits.DEFAULT, "is UTF-16 and not UTF-8");
    }

    @Test
    void namesThatAreTooLongForAnyAreRefusedBeforeTheyAreInMemory() {
        String name = '"' + "x".repeat(1001) + '"';
        String words = "a name of more than 1000 characters, which begins with 'xxx";

        Files.refused("{\"tables\": [{\"tableName\": " + name, null, null, words);
        Files.refused("{\"tables\": [{\"primaryKey\": " + name, null, null, words);
        Files.refused("{\"tables\": [{\"columns\": [" + name, null, null, words);
        Files.refused("{\"metadata\": {\"recordCounts\": {" + name + ": 1", null, null, words);
        Files.refused("{" + name + ": 1}", null, null, words);
    }
}
