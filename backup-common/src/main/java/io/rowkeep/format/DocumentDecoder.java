package io.rowkeep.format;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.io.IOException;

/** Passes stored lines of Extended JSON on after checking them. */
final class DocumentDecoder implements RowDecoder {

    private final JsonObjectCheck check = new JsonObjectCheck();

    @Override
    public void decode(byte[] bytes, int offset, int length, ByteSink out) throws IOException {
        try {
            check.check(bytes, offset, offset + length);
        } catch (Malformed e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
        if (length > 0) {
            out.write(bytes, offset, length);
        }
    }

    @Override
    public void finish(ByteSink out) {
        if (!check.betweenLines()) {
            throw damaged("the stream ends inside it");
        }
    }

    @Override
    public long rows() {
        return check.lines();
    }

    private BackupException damaged(String why) {
        return new BackupException(
                ErrorCode.ARTIFACT_DAMAGED,
                "Document %d of the stored table is not as it was written: %s".formatted(rows() + 1, why));
    }
}
