package io.rowkeep.worker.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetQuery;
import io.rowkeep.dataset.ParameterType;
import io.rowkeep.dataset.QueryParameter;
import io.rowkeep.dataset.TableName;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuerySettingsTest {

    private static final String HOUSE = """
            rowkeep:
              sources:
                house:
                  type: postgresql
                  url: jdbc:postgresql://db/house
                  username: rowkeep
                  password: secret
                  datasets:
                    monthly:
            """;
    private static final String PATH = "rowkeep.sources.house.datasets.monthly";

    @TempDir
    Path folder;

    @Test
    void everySettingIsRead() {
        DatasetDefinition dataset = new ConfigText(folder, HOUSE + """
                          query:
                            sql: |
                              select * from guests
                              where year = :year
                            result: guests
                            parameters:
                              year: {type: integer, min: 1900, max: 2100}
                              language: {type: text, values: [en, pt]}
                              since: {type: date}
                              active: {type: boolean}
                          spreadsheet: {columns: {guests: {id: ID}}}
                """)
                .read()
                .sources()
                .getFirst()
                .datasets()
                .getFirst();

        assertThat(dataset.query())
                .isEqualTo(new DatasetQuery(
                        "select * from guests\nwhere year = :year\n",
                        TableName.parse("public.guests"),
                        List.of(
                                new QueryParameter("year", ParameterType.INTEGER, 1900L, 2100L, List.of()),
                                new QueryParameter("language", ParameterType.TEXT, null, null, List.of("en", "pt")),
                                new QueryParameter("since", ParameterType.DATE, null, null, List.of()),
                                new QueryParameter("active", ParameterType.BOOLEAN, null, null, List.of()))));
        assertThat(dataset.tables()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "query: {result: guests} | .query.sql is missing: the query whose result is the dataset",
                "query: {sql: select 1} | .query.result is missing: what the result is called, like a table",
                "query: {sql: x, result: a.b.c} | `.query.result: A table is written schema.name, with double quotes around a piece that holds a dot, not 'a.b.c'`",
                "query: {sql: x, result: r, parameters: {Year: {type: integer}}} | `.query.parameters.Year is no name of a parameter: it has 1 to 40 characters of a-z, 0-9 and _, a letter first`",
                "query: {sql: x, result: r, parameters: {format: {type: text}}} | `.query.parameters.format is a word of the export's own, as are compress, form, format, profile, table, wait`",
                "query: {sql: x, result: r, parameters: {n: }} | `.query.parameters.n is empty: a parameter has a type, such as integer`",
                "query: {sql: x, result: r, parameters: {n: {min: 1}}} | `.query.parameters.n.type is missing: integer, text, date or boolean`",
                "query: {sql: x, result: r, parameters: {n: {type: number}}} | `.query.parameters.n.type: A parameter's type is integer, text, date or boolean, not 'number'`",
                "query: {sql: x, result: r, parameters: {n: {type: integer, min: a}}} | `.query.parameters.n.min is 'a', but must be a whole number`",
                "query: {sql: x, result: r, parameters: {n: {type: integer, min: 3, max: 2}}} | `.query.parameters.n.min is 3, greater than max, 2`",
                "query: {sql: x, result: r, parameters: {n: {type: date, min: 3}}} | .query.parameters.n.min is not a setting",
                "query: {sql: x, result: r, parameters: {n: {type: text, values: []}}} | `.query.parameters.n.values must name at least one text; leave it out to allow all`",
                "query: {sql: x, result: r}, tables: [a] | `.tables is about tables, but the dataset is a query: it has either`",
                "query: {sql: x, result: r}, count: {r: [a]} | `.count is about tables, but the dataset is a query: it has either`",
                "query: {sql: x, result: r}, keep: {a: b} | `.keep is about tables, but the dataset is a query: it has either`",
            })
    void oneSentenceNamesTheMistake(String wrong, String sentence) {
        ConfigText config = new ConfigText(folder, HOUSE.stripTrailing() + " {%s}\n".formatted(wrong));

        assertThat(config.refusal()).isEqualTo(PATH + sentence);
    }
}
