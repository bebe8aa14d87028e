package io.rowkeep.worker.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.FieldType;
import io.rowkeep.dataset.SourceType;
import io.rowkeep.dataset.TableName;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MongoSettingsTest {

    private static final String SHOP = """
            rowkeep:
              sources:
                shop:
                  type: mongodb
                  url: mongodb://db/shop
                  username: rowkeep
                  password: secret
                  datasets:
                    all-of-it:
                      tables: [users, "products_*"]
                      fields: {users: {_id: objectId, address.since: date}, public.products_old: {price: decimal128, stock: int64, image: binary}}
            """;

    @TempDir
    Path folder;

    @Test
    void everySettingIsRead() {
        SourceSettings shop = read(SHOP);

        assertThat(shop.type()).isEqualTo(SourceType.MONGODB);
        assertThat(shop.url()).isEqualTo("mongodb://db/shop");
        assertThat(shop.username()).isEqualTo("rowkeep");
        assertThat(shop.password()).isEqualTo("secret");
        assertThat(shop.datasets().getFirst().fields())
                .isEqualTo(Map.of(
                        TableName.parse("users"),
                        Map.of("_id", FieldType.OBJECT_ID, "address.since", FieldType.DATE),
                        TableName.parse("products_old"),
                        Map.of(
                                "price", FieldType.DECIMAL128,
                                "stock", FieldType.INT64,
                                "image", FieldType.BINARY)));
    }

    @Test
    void aServerWithoutUsersNeedsNone() {
        SourceSettings shop = read(SHOP.replace("      username: rowkeep\n", "")
                .replace("      password: secret\n", "")
                .replace("mongodb://", "mongodb+srv://"));

        assertThat(shop.url()).isEqualTo("mongodb+srv://db/shop");
        assertThat(shop.username()).isEmpty();
        assertThat(shop.password()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            url: mongodb://db/shop | url: | .url is missing: the connection string of the database
            url: mongodb://db/shop | url: jdbc:postgresql://db/shop | .url must begin with mongodb:// or mongodb+srv://
            username: rowkeep | # | .username is missing: the user that the password is of
            password: secret | # | `.password is missing: the password of role rowkeep, best as ${A_VARIABLE}`
            type: mongodb | type: mongo | `.type: A source is of type postgresql or mongodb, not 'mongo'`
            _id: objectId | _id: objectid | `.datasets.all-of-it.fields.users._id: A field's type is objectId, date, decimal128, int64 or binary, not 'objectid'`
            _id: objectId | `_id:` | .datasets.all-of-it.fields.users._id is missing: the type of the field
            _id: objectId | _id: [objectId] | .datasets.all-of-it.fields.users._id must be text
            `{_id: objectId, address.since: date}` | | `.datasets.all-of-it.fields.users is empty: name its fields with their types, such as _id: objectId`
            `{_id: objectId, address.since: date}` | objectId | .datasets.all-of-it.fields.users must be a mapping of keys to values
            public.products_old | products_* | .datasets.all-of-it.fields.products_* must be one collection: fields take no *
            public.products_old | public.users | .datasets.all-of-it.fields.public.users lists fields of collection public.users a second time
            public.products_old | orders | `.datasets.all-of-it.fields names table public.orders, which the dataset does not select`
            public.products_old | a.b.c | `.datasets.all-of-it.fields.a.b.c: A table pattern is written schema.name with * for any characters, not 'a.b.c'`
            """)
    void oneSentenceNamesTheMistake(String right, String wrong, String sentence) {
        assertThat(SHOP).contains(right);
        ConfigText config = new ConfigText(folder, SHOP.replace(right, wrong == null ? "" : wrong));

        assertThat(config.refusal()).isEqualTo("rowkeep.sources.shop" + sentence);
    }

    @Test
    void tablesOfPostgresqlHaveNoFields() {
        String school = SHOP.replace("type: mongodb", "type: postgresql").replace("mongodb://", "jdbc:postgresql://");

        assertThat(new ConfigText(folder, school).refusal())
                .isEqualTo(
                        "rowkeep.sources.shop.datasets.all-of-it has fields, which are about documents of a source of type mongodb");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `username: rowkeep` | `files: {folder: /srv/uploads}` | `.files belongs to system backups, and only a source of type postgresql can be backed up so`
            `tables: [users, "products_*"]` | `spreadsheet: {datePattern: dd.MM.yyyy}` | `.datasets.all-of-it has a spreadsheet, which is made of columns, and documents have none`
            `tables: [users, "products_*"]` | `document: {times: iso}` | `.datasets.all-of-it has document.times, which is about columns of a source of type postgresql`
            """)
    void whatDocumentsCannotHaveIsNotTakenWithoutAWord(String beside, String added, String sentence) {
        int indent = SHOP.substring(0, SHOP.indexOf(beside)).length()
                - SHOP.substring(0, SHOP.indexOf(beside)).lastIndexOf('\n')
                - 1;
        String wrong = SHOP.replace(beside, beside + "\n" + " ".repeat(indent) + added);

        assertThat(new ConfigText(folder, wrong).refusal()).isEqualTo("rowkeep.sources.shop" + sentence);
    }

    @Test
    void documentsAnswerNoQuery() {
        String query = "      query: {sql: select 1, result: one}\n";
        String wrong = SHOP.substring(0, SHOP.indexOf("          tables:")) + "    " + query;

        assertThat(new ConfigText(folder, wrong).refusal())
                .isEqualTo(
                        "rowkeep.sources.shop.datasets.all-of-it has a query, which only a source of type postgresql answers");
    }

    private SourceSettings read(String yaml) {
        return new ConfigText(folder, yaml).read().sources().getFirst();
    }
}
