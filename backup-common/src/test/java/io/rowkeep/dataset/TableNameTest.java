package io.rowkeep.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "public | User | public.User | User",
                "archive | User | archive.User | archive.User",
                "Public | User | Public.User | Public.User",
                "public | archive.User | public.\"archive.User\" | \"archive.User\"",
                "public | a\"b | public.\"a\"\"b\" | \"a\"\"b\"",
                "public | * | public.\"*\" | \"*\"",
                "public.x | User | \"public.x\".User | \"public.x\".User",
                "public | public | public.public | public",
            })
    void bothTextsAreReadAsTheSameNameAndTheShortOneLeavesOutSchemaPublic(
            String schema, String own, String text, String shortText) {
        TableName name = new TableName(schema, own);

        assertThat(name).hasToString(text);
        assertThat(name.shortText()).isEqualTo(shortText);
        assertThat(TableName.parse(text)).isEqualTo(name);
        assertThat(TableName.parse(shortText)).isEqualTo(name);
    }
}
