package io.rowkeep.worker.source.postgres;

import java.math.BigInteger;

/**
 * Where a sequence stands.
 *
 * @param called whether {@code last} was handed out already
 */
record SequencePosition(long last, boolean called) {

    /** The further of two positions: the one whose next value is. */
    SequencePosition furtherOf(SequencePosition other, long increment) {
        int order = next(increment).compareTo(other.next(increment));
        return (increment > 0 ? order >= 0 : order <= 0) ? this : other;
    }

    /** The nearest position within the bounds; one before the first value is that value, not handed out yet. */
    SequencePosition within(long minimum, long maximum, long increment) {
        if (last > maximum) {
            return new SequencePosition(maximum, increment > 0);
        }
        return last < minimum ? new SequencePosition(minimum, increment < 0) : this;
    }

    private BigInteger next(long increment) {
        return called ? BigInteger.valueOf(last).add(BigInteger.valueOf(increment)) : BigInteger.valueOf(last);
    }
}
