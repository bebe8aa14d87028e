package io.rowkeep.job;

import io.rowkeep.failure.ErrorCode;

/**
 * Why a job failed: a stable code and one sentence.
 *
 * @param message may quote anything; what no database or message can hold (U+0000, half of a surrogate pair) becomes U+FFFD, because a
 *     job whose end cannot be recorded never ends
 */
public record JobError(ErrorCode code, String message) {

    private static final int REPLACEMENT = 0xFFFD;

    public JobError {
        message = message.codePoints()
                .map(c -> isStorable(c) ? c : REPLACEMENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isStorable(int codePoint) {
        return codePoint != 0 && Character.getType(codePoint) != Character.SURROGATE;
    }
}
