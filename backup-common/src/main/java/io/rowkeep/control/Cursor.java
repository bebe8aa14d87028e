package io.rowkeep.control;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a page ended: the id of its last entry, in base64url, which is nobody's business but ours. */
final class Cursor {

    private static final int LONGEST_PAGE = 500;
    private static final int ID_BYTES = 16;

    private Cursor() {}

    /**
     * Reads a cursor.
     *
     * @return the id that the next page comes after; null for the first page
     * @throws BackupException with {@code INVALID_REQUEST} when it is not one of ours
     */
    static @Nullable UUID after(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length == ID_BYTES) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                return new UUID(buffer.getLong(), buffer.getLong());
            }
        } catch (IllegalArgumentException e) {
            // Falls through: not base64 is as wrong as the wrong length.
        }
        throw new BackupException(
                ErrorCode.INVALID_REQUEST, "The cursor '%s' is not one that a list gave out".formatted(cursor));
    }

    /** How many rows to read: one more than asked for, to know whether there is a next page. */
    static int rows(int limit) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new BackupException(
                    ErrorCode.INVALID_REQUEST, "A page has 1 to %d entries, not %d".formatted(LONGEST_PAGE, limit));
        }
        return limit + 1;
    }

    /** Makes the page of the rows that were read. */
    static <T> Page<T> page(List<T> rows, int limit, Function<T, UUID> id) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, limit);
        UUID last = id.apply(items.get(limit - 1));
        byte[] bytes = ByteBuffer.allocate(ID_BYTES)
                .putLong(last.getMostSignificantBits())
                .putLong(last.getLeastSignificantBits())
                .array();
        return new Page<>(items, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
