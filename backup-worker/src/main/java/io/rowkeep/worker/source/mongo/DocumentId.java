package io.rowkeep.worker.source.mongo;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonValue;

/** The {@code _id} of a document, equal to another one when the server says so: a number is the same in every numeric type. */
final class DocumentId {

    private final BsonValue value;
    private final Object identity;

    private DocumentId(BsonValue value) {
        this.value = value;
        this.identity = identity(value);
    }

    /** Of a value that came from the server or is on its way there. */
    static DocumentId of(BsonValue value) {
        return new DocumentId(value);
    }

    /** The one that a document has. */
    static DocumentId in(BsonDocument document) {
        return new DocumentId(valueIn(document));
    }

    /** The {@code _id} of a document, which has one. */
    static BsonValue valueIn(BsonDocument document) {
        return Objects.requireNonNull(document.get(CollectionTable.ID));
    }

    /** As the document spells it. */
    BsonValue value() {
        return value;
    }

    private static Object identity(BsonValue value) {
        return switch (value) {
            case BsonDecimal128 number ->
                number.getValue().isNaN() || number.getValue().isInfinite()
                        ? number.getValue().toString()
                        : digits(number.getValue().toString());
            case BsonNumber number when number.isDouble() -> real(number.doubleValue());
            case BsonNumber number -> digits(String.valueOf(number.longValue()));
            case BsonDocument document ->
                List.of(
                        "document",
                        document.entrySet().stream().map(DocumentId::field).toList());
            default -> value;
        };
    }

    private static Object field(Map.Entry<String, BsonValue> field) {
        return Map.entry(field.getKey(), identity(field.getValue()));
    }

    private static Object real(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        return Double.isInfinite(number) ? Double.toString(number) : new BigDecimal(number).stripTrailingZeros();
    }

    private static Object digits(String number) {
        return new BigDecimal(number).stripTrailingZeros();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DocumentId id && identity.equals(id.identity);
    }

    @Override
    public int hashCode() {
        return identity.hashCode();
    }

    @Override
    public String toString() {
        return ValueText.of(value);
    }
}
