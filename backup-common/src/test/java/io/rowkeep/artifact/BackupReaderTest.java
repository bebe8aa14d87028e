package io.rowkeep.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupReaderTest {

    private final StoredBackup backup = new StoredBackup();

    @Test
    void partsOfAllShardsAreHandedOverInOrder() {
        assertThat(backup.read()).isEqualTo(String.join("", StoredBackup.PIECES));
    }

    @Test
    void rowsAreCountedAgainstTheParts() throws Exception {
        BackupReader reader = new BackupReader(backup.store);
        StringBuilder lines = new StringBuilder();
        Manifest manifest = reader.manifest(StoredBackup.SOURCE, DatasetName.ALL, StoredBackup.ID);
        reader.readRows(
                manifest,
                manifest.tables().getFirst(),
                (bytes, offset, length) -> lines.append(new String(bytes, offset, length, StandardCharsets.UTF_8)));
        Part part = backup.parts.get(1);
        backup.parts.set(
                1,
                new Part(
                        part.key(),
                        part.shard(),
                        part.number(),
                        part.rows() + 1,
                        part.bytes(),
                        part.storedBytes(),
                        part.sha256(),
                        part.continues()));

        TableEntry wrong = backup.seal(UnaryOperator.identity());

        assertThat(lines).hasToString(String.join("", StoredBackup.PIECES));
        assertRefused(
                () -> reader.readRows(manifest, wrong, (bytes, offset, length) -> {}), ErrorCode.ROW_COUNT_MISMATCH);
    }

    @Test
    void partsThatCompressToNothingLikeTheirSizeAreHandedOverInChunks() throws Exception {
        byte[] wide = "x".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
        replacePart(2, wide, wide.length);
        List<Integer> chunks = new ArrayList<>();

        BackupReader reader = new BackupReader(backup.store);
        TableEntry table = reader.manifest(StoredBackup.SOURCE, DatasetName.ALL, StoredBackup.ID)
                .tables()
                .getFirst();
        reader.readTable(backup.keys, table, (bytes, offset, length) -> chunks.add(length));

        assertThat(chunks).allMatch(length -> length <= 64 << 10).hasSizeGreaterThan(15);
    }

    @Test
    void noFlippedBitAnywhereGoesUnseen() {
        for (String key : List.copyOf(backup.store.objects.keySet())) {
            int bits = backup.store.objects.get(key).length * 8;
            for (int bit = 0; bit < bits; bit++) {
                flip(key, bit);
                assertThatThrownBy(backup::read)
                        .as("bit %d of %s", bit, key)
                        .isInstanceOfSatisfying(
                                BackupException.class,
                                e -> assertThat(e.code())
                                        .isIn(ErrorCode.ARTIFACT_DAMAGED, ErrorCode.FORMAT_UNSUPPORTED));
                flip(key, bit);
            }
        }
    }

    @Test
    void noTruncationGoesUnseen() {
        for (String key : List.copyOf(backup.store.objects.keySet())) {
            byte[] whole = backup.store.objects.get(key);
            for (int length = 0; length < whole.length; length++) {
                backup.store.put(key, whole, 0, length);
                assertRefused(backup::read, ErrorCode.ARTIFACT_DAMAGED);
            }
            backup.store.put(key, whole);
        }
    }

    @Test
    void anObjectThatIsGoneIsNamed() {
        for (String key : List.copyOf(backup.store.objects.keySet())) {
            byte[] whole = backup.store.objects.remove(key);
            assertThatThrownBy(backup::read)
                    .hasMessageContaining(key)
                    .isInstanceOfSatisfying(
                            BackupException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARTIFACT_MISSING));
            backup.store.put(key, whole);
        }
    }

    @Test
    void partsThatChangedPlacesAreRefused() {
        String first = backup.keys.absolute(backup.parts.get(0).key());
        String second = backup.keys.absolute(backup.parts.get(1).key());
        byte[] bytes = backup.store.objects.get(first);
        backup.store.put(first, backup.store.objects.get(second));
        backup.store.put(second, bytes);

        assertRefused(backup::read, ErrorCode.ARTIFACT_DAMAGED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../other/manifest.json",
                "/etc/passwd",
                "1/../../x",
                "1/./x",
                "1//x",
                "1/x/",
                "",
                "1\\x",
                "a b"
            })
    void aKeyThatLeavesTheBackupsFolderIsRefused(String key) {
        Part part = backup.parts.get(0);
        backup.store.put(backup.keys.folder() + key, backup.store.objects.get(backup.keys.absolute(part.key())));
        backup.parts.set(0, at(part, key));
        backup.seal(UnaryOperator.identity());

        assertRefused(backup::read, ErrorCode.ARTIFACT_DAMAGED);
    }

    @Test
    void aCompressionBombIsRefusedBeforeItUnfolds() throws Exception {
        replacePart(2, new byte[50_000_000], 8);
        BackupReader reader = new BackupReader(backup.store);
        TableEntry table = reader.manifest(StoredBackup.SOURCE, DatasetName.ALL, StoredBackup.ID)
                .tables()
                .getFirst();
        long[] seen = {0};

        assertRefused(
                () -> reader.readTable(backup.keys, table, (bytes, offset, length) -> seen[0] += length),
                ErrorCode.ARTIFACT_DAMAGED);

        assertThat(seen[0]).isLessThan(100);
    }

    private void replacePart(int index, byte[] raw, long recordedBytes) {
        Part part = backup.parts.get(index);
        byte[] stored = Zstd.compress(raw);
        backup.store.put(backup.keys.absolute(part.key()), stored);
        backup.parts.set(
                index,
                new Part(
                        part.key(),
                        part.shard(),
                        part.number(),
                        part.rows(),
                        recordedBytes,
                        stored.length,
                        Sha256.hex(stored),
                        false));
        backup.seal(UnaryOperator.identity());
    }

    private void flip(String key, int bit) {
        backup.store.objects.get(key)[bit / 8] ^= (byte) (1 << (bit % 8));
    }

    private static Part at(Part part, String key) {
        return new Part(
                key,
                part.shard(),
                part.number(),
                part.rows(),
                part.bytes(),
                part.storedBytes(),
                part.sha256(),
                part.continues());
    }

    private static void assertRefused(ThrowingCallable reading, ErrorCode code) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
