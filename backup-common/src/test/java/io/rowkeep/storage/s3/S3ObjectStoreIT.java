package io.rowkeep.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.s3server.S3Server;
import io.rowkeep.s3server.S3ServerSettings;
import io.rowkeep.settings.S3Settings;
import io.rowkeep.settings.S3Settings.Checksums;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.storage.ObjectStoreContract;
import io.rowkeep.storage.StoredObject;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class S3ObjectStoreIT extends ObjectStoreContract {

    private static S3Server server;
    private static S3ObjectStore store;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = S3Server.start(S3ServerSettings.of(directory));
        store = S3ObjectStore.open(
                settings(server.bucket(), "prefix", server.secretKey(), true, Checksums.WHEN_SUPPORTED));
    }

    @AfterAll
    static void stop() {
        store.close();
        server.close();
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    @ParameterizedTest
    @EnumSource
    void bothChecksumModesWork(Checksums checksums) {
        try (ObjectStore other =
                S3ObjectStore.open(settings(server.bucket(), "mode", server.secretKey(), true, checksums))) {
            other.put("key", "content".getBytes(UTF_8), 0, 7);

            assertThat(other.get("key", 7)).hasValue("content".getBytes(UTF_8));
            other.probe();
        }
    }

    @Test
    void keysAreRelativeToThePrefix() {
        try (ObjectStore outer =
                S3ObjectStore.open(settings(server.bucket(), "", server.secretKey(), true, Checksums.WHEN_REQUIRED))) {
            store.put("inner/key", new byte[1], 0, 1);

            assertThat(outer.list("prefix/inner/").map(StoredObject::key)).containsExactly("prefix/inner/key");
            assertThat(store.list("inner/").map(StoredObject::key)).containsExactly("inner/key");
        }
    }

    @Test
    void withoutConditionalWritesTheFirstStillStays() {
        try (ObjectStore other = S3ObjectStore.open(
                settings(server.bucket(), "plain", server.secretKey(), false, Checksums.WHEN_SUPPORTED))) {
            assertThat(other.putIfAbsent("cell", "first".getBytes(UTF_8))).isTrue();
            assertThat(other.putIfAbsent("cell", "second".getBytes(UTF_8))).isFalse();
            assertThat(other.get("cell", 99)).hasValue("first".getBytes(UTF_8));
            other.probe();
        }
    }

    @Test
    void aWrongSecretIsNamedAndNotShown() {
        String wrong = "not-the-secret";
        try (ObjectStore other =
                S3ObjectStore.open(settings(server.bucket(), "", wrong, true, Checksums.WHEN_SUPPORTED))) {
            assertThatThrownBy(other::probe)
                    .asInstanceOf(InstanceOfAssertFactories.type(BackupException.class))
                    .returns(ErrorCode.STORAGE_ACCESS_DENIED, BackupException::code)
                    .extracting(Throwable::getMessage, InstanceOfAssertFactories.STRING)
                    .contains("Bucket " + server.bucket(), "ROWKEEP_S3_SECRET_KEY")
                    .doesNotContain(wrong, server.accessKey());
        }
    }

    @Test
    void aMissingBucketIsNamed() {
        try (ObjectStore other =
                S3ObjectStore.open(settings("nowhere", "", server.secretKey(), true, Checksums.WHEN_SUPPORTED))) {
            assertThatThrownBy(other::probe)
                    .asInstanceOf(InstanceOfAssertFactories.type(BackupException.class))
                    .returns(ErrorCode.STORAGE_ACCESS_DENIED, BackupException::code)
                    .extracting(Throwable::getMessage, InstanceOfAssertFactories.STRING)
                    .contains("Bucket nowhere", "ROWKEEP_S3_BUCKET");
            assertThatThrownBy(() -> other.get("key", 1))
                    .asInstanceOf(InstanceOfAssertFactories.type(BackupException.class))
                    .returns(ErrorCode.STORAGE_ACCESS_DENIED, BackupException::code);
        }
    }

    private static S3Settings settings(
            String bucket, String prefix, String secretKey, boolean conditionalWrites, Checksums checksums) {
        return new S3Settings(
                server.endpoint(),
                server.region(),
                bucket,
                prefix,
                server.accessKey(),
                secretKey,
                true,
                conditionalWrites,
                checksums);
    }
}
