package io.rowkeep.worker.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DocumentForm;
import io.rowkeep.dataset.DocumentProfile;
import io.rowkeep.dataset.DocumentTimes;
import io.rowkeep.dataset.FileNamePattern;
import io.rowkeep.dataset.TableName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentSettingsTest {

    private static final String SCHOOL = """
            rowkeep:
              sources:
                school:
                  type: postgresql
                  url: jdbc:postgresql://db/school
                  username: rowkeep
                  password: ${SCHOOL_DB_PASSWORD}
                  datasets:
                    people:
                      tables: ["public.students", "public.u*"]
            """;

    @TempDir
    Path folder;

    @Test
    void oneNameIsForEveryFile() {
        FileNamePattern every = new FileNamePattern("users_backup_{yyyyMMdd_HHmmss}");

        assertThat(read("document: {form: users, fileName: \"users_backup_{yyyyMMdd_HHmmss}\"}")
                        .document())
                .isEqualTo(new DocumentProfile(DocumentForm.USERS, every, every, null));
    }

    @Test
    void filesOfOneTableAndOfSeveralMayHaveTheirOwn() {
        assertThat(read("document: {fileName: {table: \"{table}_{yyyy}\", whole: all}}")
                        .document())
                .isEqualTo(new DocumentProfile(
                        DocumentForm.TABLES, new FileNamePattern("{table}_{yyyy}"), new FileNamePattern("all"), null));
        assertThat(read("document: {form: array, fileName: {whole: all}}").document())
                .isEqualTo(new DocumentProfile(DocumentForm.ARRAY, null, new FileNamePattern("all"), null));
    }

    @Test
    void timesMayBeThoseOfApplications() {
        assertThat(read("document: {form: array, times: utc}").document())
                .isEqualTo(new DocumentProfile(DocumentForm.ARRAY, null, null, DocumentTimes.UTC));
    }

    @Test
    void nothingIsConfiguredUnlessItIs() {
        DatasetDefinition plain = read("exclude: [public.u_temp]");

        assertThat(plain.document()).isNull();
        assertThat(plain.counted()).isEmpty();
        assertThat(read("document: {form: array}").document())
                .isEqualTo(new DocumentProfile(DocumentForm.ARRAY, null, null, null));
    }

    @Test
    void countedColumnsAreReadPerTable() {
        assertThat(read("count: {users: [role, is_active, role], public.students: [\"odd, name\"]}")
                        .counted())
                .isEqualTo(Map.of(
                        new TableName("public", "users"), List.of("role", "is_active"),
                        new TableName("public", "students"), List.of("odd, name")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "document: {form: list} | people.document.form: A document's form is tables, users or array, not 'list'",
                "document: {fileName: 'a_{yyyy'} | people.document.fileName: The file name 'a_{yyyy' has a brace",
                "document: {fileName: 'users.json'} | people.document.fileName: The file name 'users.json' ends with an extension",
                "document: {fileName: {table: 'a/b'}} | people.document.fileName.table: The file name 'a/b' has",
                "document: {fileName: {each: a}} | people.document.fileName.each is not a setting",
                "document: {fileName: [a]} | people.document.fileName must be text",
                "document: {file: a} | people.document.file is not a setting",
                "count: {users: role} | people.count.users must be a list",
                "count: {users: []} | people.count.users is empty",
                "count: {\"u*\": [role]} | must be one table",
                "count: {users: [a], public.users: [b]} | a second time",
                "count: {rooms: [a]} | people.count names table public.rooms, which the dataset does not select",
            })
    void whatCannotBeIsRefusedByItsPath(String setting, String words) {
        assertThat(text(setting).refusal()).contains(words);
    }

    private DatasetDefinition read(String setting) {
        return text(setting).read().sources().getFirst().datasets().getFirst();
    }

    private ConfigText text(String setting) {
        return new ConfigText(folder, SCHOOL + " ".repeat(10) + setting + "\n");
    }
}
