package io.rowkeep.worker.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.failure.BackupException;
import io.rowkeep.worker.attempt.SilentStore;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class UploadsTest {

    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    private final Bucket bucket = new Bucket();
    private final PartBuffers buffers = new PartBuffers(2, PartSize.atMost(64 << 10));

    @Test
    void everythingIsStoredUnderTheBackupsFolder() {
        try (Uploads uploads = uploads(() -> {})) {
            uploads.send("1/t/part", filled(uploads));
            uploads.send("1/t/list", CONTENT);
            uploads.await();
        }

        assertThat(bucket.objects).containsOnlyKeys("folder/1/t/part", "folder/1/t/list");
        assertThat(bucket.objects.get("folder/1/t/part")).isEqualTo(CONTENT);
    }

    @Test
    void aFailureEndsTheAttemptAndLeavesEveryBufferFree() {
        bucket.room = 0;
        try (Uploads uploads = uploads(() -> {})) {
            // The sooner the store answers, the sooner it is told: by the call itself, or when everything is waited
            // for.
            assertThatThrownBy(() -> {
                        uploads.send("a", filled(uploads));
                        uploads.await();
                    })
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("no room for folder/a");
        }

        PartBuffer first = buffers.take(() -> {
            throw new AssertionError("A buffer is lost");
        });
        PartBuffer second = buffers.take(() -> {
            throw new AssertionError("A buffer is lost");
        });
        assertThat(first).isNotSameAs(second);
        assertThat(first.size() + second.size()).isZero();
    }

    @Test
    void aStoppedAttemptDoesNotWaitForMemory() {
        try (Uploads uploads = uploads(() -> {
            throw new IllegalStateException("stopped");
        })) {
            uploads.buffer();
            uploads.buffer();

            assertThatThrownBy(uploads::buffer).hasMessage("stopped");
        }
    }

    @Test
    @Timeout(10)
    void aStoppedAttemptDidNotEndWhileASilentStoreTookItsLastPart() throws InterruptedException {
        SilentStore silent = new SilentStore();
        AtomicBoolean stopped = new AtomicBoolean();
        try (Uploads uploads = new Uploads(silent, new ArtifactKeys("folder/"), buffers, () -> {
            if (stopped.get()) {
                throw new IllegalStateException("stopped");
            }
        })) {
            uploads.send("a", filled(uploads));
            silent.asked.await();
            stopped.set(true);

            assertThatThrownBy(uploads::await).hasMessage("stopped");
        }
        assertThat(silent.letGo.getCount()).isZero();
    }

    private Uploads uploads(Runnable checkpoint) {
        return new Uploads(bucket, new ArtifactKeys("folder/"), buffers, checkpoint);
    }

    private static PartBuffer filled(Uploads uploads) {
        PartBuffer buffer = uploads.buffer();
        buffer.write(CONTENT, 0, CONTENT.length);
        return buffer;
    }
}
