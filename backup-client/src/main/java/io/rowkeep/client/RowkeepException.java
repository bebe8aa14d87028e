package io.rowkeep.client;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call that did not do what it was asked for. Its message holds no token. */
public class RowkeepException extends RuntimeException {

    /** No answer came, or not in time. */
    public static final String NO_ANSWER = "NO_ANSWER";

    /** The answer broke off. */
    public static final String BROKEN_ANSWER = "BROKEN_ANSWER";

    /** The calling thread was interrupted. */
    public static final String INTERRUPTED = "INTERRUPTED";

    private static final Set<Integer> PASSING = Set.of(0, 502, 503, 504);

    private final int status;
    private final String code;
    private final String detail;

    RowkeepException(int status, String code, String detail, @Nullable Throwable cause) {
        super(status == 0 ? "%s: %s".formatted(code, detail) : "%d %s: %s".formatted(status, code, detail), cause);
        this.status = status;
        this.code = code;
        this.detail = detail;
    }

    /** The status of the answer over HTTP; 0 where that is not what went wrong. */
    public int status() {
        return status;
    }

    /** Stable; programs decide by it: a code of the server, as {@code BACKUP_NOT_FOUND}, or one of the constants here. */
    public String code() {
        return code;
    }

    /** One sentence for a person: what failed, on what, and what would be right. */
    public String detail() {
        return detail;
    }

    /** Whether the same call may succeed a little later: the server was not reached, or not able. */
    boolean passing() {
        return PASSING.contains(status) && !code.equals(INTERRUPTED);
    }

    static RowkeepException interrupted(String doing) {
        Thread.currentThread().interrupt();
        return new RowkeepException(0, INTERRUPTED, "Interrupted while " + doing, null);
    }
}
