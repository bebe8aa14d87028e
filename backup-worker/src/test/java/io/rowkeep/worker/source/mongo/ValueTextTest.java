package io.rowkeep.worker.source.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values are read back from what is said of them, and ids are equal as the server says. */
class ValueTextTest {

    private static BsonValue value(String json) {
        return BsonDocument.parse("{v: %s}".formatted(json)).get("v");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'plain'",
                "7",
                "{$numberLong: '7'}",
                "1.5",
                "true",
                "{$oid: '68a72cf14b78eb31b9af9e45'}",
                "{$date: '2025-08-21T14:54:14.519Z'}",
                "{$numberDecimal: '1.50'}",
                "{a: 1, b: 'x'}",
                "{$binary: {base64: 'AQID', subType: '04'}}"
            })
    void whatIsPrintedMeansTheValue(String json) {
        BsonValue value = value(json);

        assertThat(ValueText.meant(ValueText.of(value)).stream().map(DocumentId::of))
                .contains(DocumentId.of(value));
        assertThat(ValueText.meant(ValueText.exact(value)).stream().map(DocumentId::of))
                .contains(DocumentId.of(value));
    }

    @Test
    void plainWordsMayMeanSeveralValuesAndExtendedJsonMeansOne() {
        assertThat(ValueText.meant("7")).hasSize(2);
        assertThat(ValueText.meant("\"7\"")).isEqualTo(List.of(value("'7'")));
        assertThat(ValueText.meant("{\"$numberInt\": \"7\"}")).isEqualTo(List.of(value("7")));
    }

    @Test
    void aNumberThatNoServerHasIsAText() {
        assertThat(ValueText.meant("1".repeat(39))).isEqualTo(List.of(value("'" + "1".repeat(39) + "'")));
    }

    @Test
    void whatIsStoredIsCutBetweenCharacters() {
        assertThat(ValueText.storable("a\0😀😀", 3)).isEqualTo("a\uFFFD😀");
    }

    @Test
    void numbersAreOneIdInEveryType() {
        assertThat(List.of("1", "{$numberLong: '1'}", "1.0", "{$numberDecimal: '1.00'}"))
                .allSatisfy(number -> assertThat(DocumentId.of(value(number))).isEqualTo(DocumentId.of(value("1"))));
        assertThat(DocumentId.of(value("{a: 1, b: 1}"))).isNotEqualTo(DocumentId.of(value("{b: 1, a: 1}")));
        assertThat(DocumentId.of(value("{a: 1.0}"))).isEqualTo(DocumentId.of(value("{a: 1}")));
        assertThat(DocumentId.of(value("'1'"))).isNotEqualTo(DocumentId.of(value("1")));
    }

    @Test
    void onlyTheOrderOfADocumentsOwnFieldsMakesNoDifference() {
        BsonDocument one = BsonDocument.parse("{_id: 1, a: {x: 1, y: 2}, b: null}");

        assertThat(SameDocuments.digest(one))
                .isEqualTo(SameDocuments.digest(BsonDocument.parse("{b: null, _id: 1.0, a: {x: 1, y: 2}}")))
                .isNotEqualTo(SameDocuments.digest(BsonDocument.parse("{_id: 1, a: {y: 2, x: 1}, b: null}")))
                .isNotEqualTo(SameDocuments.digest(BsonDocument.parse("{_id: 1, a: {x: 1, y: 2}}")))
                .isNotEqualTo(SameDocuments.digest(BsonDocument.parse("{_id: 1, a: {x: 1.0, y: 2}, b: null}")));
    }
}
