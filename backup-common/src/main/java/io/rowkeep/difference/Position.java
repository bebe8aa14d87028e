package io.rowkeep.difference;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list, from where a page is read. As a cursor it is base64url, which is nobody's business but ours.
 *
 * @param part the number of a part
 * @param line of that part, from 0
 */
record Position(int part, int line) {

    static final Position START = new Position(0, 0);

    private static final int BYTES = 2 * Integer.BYTES;

    /**
     * Reads a cursor.
     *
     * @param cursor null for the beginning
     * @throws BackupException with {@code INVALID_REQUEST} when it is not one of ours
     */
    static Position parse(@Nullable String cursor) {
        if (cursor == null) {
            return START;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length == BYTES) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                return new Position(buffer.getInt(), buffer.getInt());
            }
        } catch (IllegalArgumentException e) {
            // Falls through: not base64 is as wrong as the wrong length.
        }
        throw new BackupException(
                ErrorCode.INVALID_REQUEST, "The cursor '%s' is not one that a list gave out".formatted(cursor));
    }

    String cursor() {
        byte[] bytes = ByteBuffer.allocate(BYTES).putInt(part).putInt(line).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
