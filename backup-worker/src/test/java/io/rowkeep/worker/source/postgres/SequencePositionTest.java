package io.rowkeep.worker.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequencePositionTest {

    private static final SequencePosition FRESH = new SequencePosition(1, false);

    @Test
    void theFurtherPositionIsTheOneWithTheFurtherNextValue() {
        SequencePosition called = new SequencePosition(4, true);

        assertThat(called.furtherOf(new SequencePosition(5, false), 10)).isEqualTo(called);
        assertThat(FRESH.furtherOf(new SequencePosition(1, true), 1)).isEqualTo(new SequencePosition(1, true));
        assertThat(new SequencePosition(-3, true).furtherOf(new SequencePosition(-8, true), -5))
                .isEqualTo(new SequencePosition(-8, true));
    }

    @Test
    void theLastValueOfAllIsFurtherThanAnyOther() {
        SequencePosition exhausted = new SequencePosition(Long.MAX_VALUE, true);

        assertThat(exhausted.furtherOf(FRESH, 1)).isEqualTo(exhausted);
        assertThat(FRESH.furtherOf(exhausted, 1)).isEqualTo(exhausted);
    }

    @Test
    void aPositionOutsideTheBoundsBecomesTheNearestWithin() {
        assertThat(new SequencePosition(500, true).within(1, 100, 1)).isEqualTo(new SequencePosition(100, true));
        assertThat(new SequencePosition(-5, true).within(1, 100, 1)).isEqualTo(FRESH);
        assertThat(new SequencePosition(-500, true).within(-100, -1, -1)).isEqualTo(new SequencePosition(-100, true));
        assertThat(new SequencePosition(50, true).within(1, 100, 1)).isEqualTo(new SequencePosition(50, true));
    }
}
