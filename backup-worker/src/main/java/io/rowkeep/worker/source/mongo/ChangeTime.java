package io.rowkeep.worker.source.mongo;

import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonNumber;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Which of two documents was changed later, by the field that says so. One that is null or not there is older than every other; values
 * of different types stand in the order that the server sorts them in.
 */
record ChangeTime(TableName table, String field) implements Comparator<BsonDocument> {

    private static final Comparator<BsonNumber> NUMBERS =
            Comparator.<BsonNumber>comparingInt(ChangeTime::kind).thenComparing(ChangeTime::exact);

    /** @throws BackupException with {@code UNSUPPORTED} for a value that has no order */
    @Override
    public int compare(BsonDocument one, BsonDocument other) {
        @Nullable BsonValue first = one.get(field);
        @Nullable BsonValue second = other.get(field);
        int types = Integer.compare(rank(first), rank(second));
        if (types != 0 || first == null || second == null) {
            return types;
        }
        return switch (first) {
            case BsonNumber number -> NUMBERS.compare(number, second.asNumber());
            case BsonString text -> Arrays.compareUnsigned(utf8(text), utf8(second.asString()));
            case BsonObjectId id -> id.compareTo(second.asObjectId());
            case BsonDateTime time -> time.compareTo(second.asDateTime());
            case BsonTimestamp time -> time.compareTo(second.asTimestamp());
            default -> 0;
        };
    }

    private int rank(@Nullable BsonValue value) {
        if (value == null || value.isNull()) {
            return 0;
        }
        return switch (value) {
            case BsonNumber number -> 1;
            case BsonString text -> 2;
            case BsonObjectId id -> 3;
            case BsonDateTime time -> 4;
            case BsonTimestamp time -> 5;
            default ->
                throw new BackupException(
                        ErrorCode.UNSUPPORTED,
                        "Field %s of table %s does not tell which documents are newer, because one of them has a %s there, which has no order: name a field with a time or a number as updatedAt of the dataset"
                                .formatted(
                                        field, table, value.getBsonType().name().toLowerCase(java.util.Locale.ROOT)));
        };
    }

    /** Servers sort what is no number before all numbers. */
    private static int kind(BsonNumber number) {
        boolean none = number instanceof BsonDecimal128 decimal
                ? decimal.getValue().isNaN()
                : Double.isNaN(number.doubleValue());
        if (none) {
            return 0;
        }
        if (isFinite(number)) {
            return 2;
        }
        return number.doubleValue() < 0 ? 1 : 3;
    }

    private static boolean isFinite(BsonNumber number) {
        return number instanceof BsonDecimal128 decimal
                ? decimal.getValue().isFinite()
                : Double.isFinite(number.doubleValue());
    }

    /** Doubles may have more digits than a Decimal128. Zero for what is not finite. */
    private static BigDecimal exact(BsonNumber number) {
        if (!isFinite(number)) {
            return BigDecimal.ZERO;
        }
        return switch (number) {
            case BsonDouble binary -> new BigDecimal(binary.getValue());
            // By its text, because a negative zero has no other way.
            case BsonDecimal128 decimal -> new BigDecimal(decimal.getValue().toString());
            default -> BigDecimal.valueOf(number.longValue());
        };
    }

    private static byte[] utf8(BsonString text) {
        return text.getValue().getBytes(StandardCharsets.UTF_8);
    }
}
