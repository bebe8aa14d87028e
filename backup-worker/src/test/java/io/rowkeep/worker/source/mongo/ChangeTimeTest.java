package io.rowkeep.worker.source.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

/** What tells which of two documents is newer. */
class ChangeTimeTest {

    private final ChangeTime time = new ChangeTime(TableName.parse("users"), "at");

    private static BsonDocument at(String value) {
        return BsonDocument.parse("{at: %s}".formatted(value));
    }

    @Test
    void numbersOfAllTypesStandInOneOrder() {
        List<BsonDocument> ordered = List.of(
                at("{$numberDouble: 'NaN'}"),
                at("{$numberDouble: '-Infinity'}"),
                at("{$numberDecimal: '-1E+6000'}"),
                at("0.1"),
                at("{$numberDecimal: '0.2'}"),
                at("1"),
                at("1.1"),
                at("{$numberLong: '9007199254740993'}"),
                at("{$numberDecimal: 'Infinity'}"),
                at("'text'"));
        List<BsonDocument> mixed = new ArrayList<>(ordered);
        Collections.reverse(mixed);
        mixed.sort(time);
        assertThat(mixed).isEqualTo(ordered);
    }

    @Test
    void oneNumberIsAsNewAsItselfInEveryType() {
        assertThat(time.compare(at("1"), at("{$numberDecimal: '1.00'}"))).isZero();
        assertThat(time.compare(at("0"), at("{$numberDecimal: '-0'}"))).isZero();
        assertThat(time.compare(at("{$numberDouble: 'NaN'}"), at("{$numberDecimal: 'NaN'}")))
                .isZero();
    }
}
