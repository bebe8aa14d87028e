package io.rowkeep.worker.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.SpreadsheetProfile;
import io.rowkeep.dataset.TableName;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadsheetSettingsTest {

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
    private static final String PATH = "rowkeep.sources.school.datasets.people.spreadsheet";

    @TempDir
    Path folder;

    @Test
    void everySettingIsRead() {
        SpreadsheetProfile profile = read("""
                          spreadsheet:
                            datePattern: "dd/MM/yyyy HH:mm"
                            dayPattern: dd/MM/yyyy
                            timeZone: Asia/Colombo
                            columns:
                              students: {name: "Nome completo", id: ID}
                              public.users: {"odd, name": "=x"}
                """);

        assertThat(profile)
                .isEqualTo(new SpreadsheetProfile(
                        "dd/MM/yyyy HH:mm",
                        "dd/MM/yyyy",
                        ZoneId.of("Asia/Colombo"),
                        Map.of(
                                new TableName("public", "students"),
                                Map.of("name", "Nome completo", "id", "ID"),
                                new TableName("public", "users"),
                                Map.of("odd, name", "=x"))));
        assertThat(profile.columns().keySet()).extracting(TableName::name).containsExactly("students", "users");
        assertThat(profile.columns().get(new TableName("public", "students")).keySet())
                .containsExactly("name", "id");
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        assertThat(read("          spreadsheet: {timeZone: UTC}\n")).isEqualTo(SpreadsheetProfile.PLAIN);
        assertThat(dataset("").spreadsheet()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "datePattern: nonsense | .datePattern: 'nonsense' is not a java.time pattern for a date and time, such as dd-MM-yyyy HH:mm:ss",
                "datePattern: 'HH:mm z' | .datePattern: 'HH:mm z' is not a java.time pattern for a date and time, such as dd-MM-yyyy HH:mm:ss",
                "datePattern: DD-MM-YYYY | .datePattern: 'DD-MM-YYYY' is not a java.time pattern for a date and time, such as dd-MM-yyyy HH:mm:ss",
                "dayPattern: 'dd HH' | .dayPattern: 'dd HH' is not a java.time pattern for a date, such as dd-MM-yyyy",
                "timeZone: Colombo | .timeZone is 'Colombo', but must be the IANA name of a zone, such as Asia/Colombo or UTC",
                "timezone: UTC | .timezone is not a setting; did you mean timeZone?",
                "columns: {public.teachers: {id: ID}} | ' names table public.teachers, which the dataset does not select'",
                "columns: {public.*: {id: ID}} | .columns.public.* must be one table: headings take no *",
                "columns: {users: {id: ID}, public.users: {id: ID}} | .columns.public.users lists the columns of table public.users a second time",
                "columns: {users: } | .columns.users is empty: list columns with their headings, or leave the table out to show all",
                "columns: {users: {id: }} | .columns.users.id is missing: the heading of the column",
                "columns: {users: {id: \"a\\tb\"}} | .columns.users.id has a heading with a control character",
                "columns: [id] | .columns must be a mapping of keys to values",
            })
    void oneSentenceNamesTheMistake(String wrong, String sentence) {
        ConfigText config = new ConfigText(folder, SCHOOL + "          spreadsheet: {%s}\n".formatted(wrong));

        assertThat(config.refusal()).isEqualTo(PATH + sentence.replaceAll("^'|'$", ""));
    }

    private SpreadsheetProfile read(String yaml) {
        return Objects.requireNonNull(dataset(yaml).spreadsheet());
    }

    private DatasetDefinition dataset(String yaml) {
        return new ConfigText(folder, SCHOOL + yaml)
                .read()
                .sources()
                .getFirst()
                .datasets()
                .getFirst();
    }
}
