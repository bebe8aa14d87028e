package io.rowkeep.artifact;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.message.MessageMapper;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The bytes of a decision cell: one JSON object whose last field, {@code sha256}, seals everything before it, so that no flipped bit
 * goes unseen. By hand: {@code head -c -77 manifest.json | sha256sum} prints what that field says.
 */
public final class ManifestText {

    /** A larger one is neither written nor read: it has to be held in memory. */
    public static final int MAX_BYTES = 32 << 20;

    private static final String SEAL = ",\"sha256\":\"%s\"}";
    private static final int SEAL_LENGTH = SEAL.formatted("0".repeat(64)).length();

    private ManifestText() {}

    /**
     * What is stored for this cell.
     *
     * @throws BackupException with {@code UNSUPPORTED} for so many tables or files that no reader would take it
     */
    public static byte[] write(DecisionCell cell) {
        byte[] json = MessageMapper.JSON.writeValueAsBytes(cell);
        int open = json.length - 1;
        byte[] sealed = Arrays.copyOf(json, open + SEAL_LENGTH);
        byte[] seal = seal(json, open);
        System.arraycopy(seal, 0, sealed, open, SEAL_LENGTH);
        if (sealed.length > MAX_BYTES) {
            throw new BackupException(
                    ErrorCode.UNSUPPORTED,
                    "The manifest of backup %s would have %d bytes, more than %d: back up fewer tables or files at once"
                            .formatted(cell.backupId(), sealed.length, MAX_BYTES));
        }
        return sealed;
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param key where it lies, for the message
     * @throws BackupException with {@code FORMAT_UNSUPPORTED} when a newer program wrote it, {@code ARTIFACT_DAMAGED} when it is not
     *     what was written
     */
    public static DecisionCell read(String key, byte[] stored) {
        requireReadable(stored);
        int open = stored.length - SEAL_LENGTH;
        if (open < 1 || !Arrays.equals(stored, open, stored.length, seal(stored, open), 0, SEAL_LENGTH)) {
            throw ArtifactFailure.damaged("The manifest", key, "its seal does not fit its content");
        }
        byte[] json = Arrays.copyOf(stored, open + 1);
        json[open] = '}';
        try {
            return MessageMapper.JSON.readValue(json, DecisionCell.class);
        } catch (JacksonException e) {
            throw ArtifactFailure.damaged("The manifest", key, "it is not a manifest", e);
        }
    }

    /** Comes first, because a newer program may seal in another way; and makes no tree, because a manifest may be large. */
    private static void requireReadable(byte[] stored) {
        try (JsonParser parser = MessageMapper.JSON.createParser(stored)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return;
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken value = parser.nextToken();
                if (name.equals("formatVersion")) {
                    if (value == JsonToken.VALUE_NUMBER_INT) {
                        new FormatVersion(parser.getIntValue()).requireReadable();
                    }
                    return;
                }
                parser.skipChildren();
            }
        } catch (JacksonException e) {
            // Not JSON at all: the seal says so.
            return;
        }
    }

    private static byte[] seal(byte[] json, int length) {
        return SEAL.formatted(Sha256.hex(json, 0, length)).getBytes(StandardCharsets.US_ASCII);
    }
}
