package io.rowkeep.worker.export;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PartBuffersTest {

    private static final PartSize MORE_THAN_ANY_ARRAY = new PartSize(Integer.MAX_VALUE, 1, 1, 1);

    @Test
    void aBufferThatNoMemoryWasLeftForIsNotLostToTheNextJob() {
        PartBuffers buffers = new PartBuffers(1, MORE_THAN_ANY_ARRAY);
        assertThatThrownBy(() -> take(buffers)).isInstanceOf(OutOfMemoryError.class);

        assertThatThrownBy(() -> take(buffers)).isInstanceOf(OutOfMemoryError.class);
    }

    private static void take(PartBuffers buffers) {
        buffers.take(() -> {
            throw new AssertionError("It waits for a buffer that nobody will give back");
        });
    }
}
