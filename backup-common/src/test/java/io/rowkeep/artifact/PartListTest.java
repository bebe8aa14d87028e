package io.rowkeep.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PartListTest {

    private final StoredBackup backup = new StoredBackup();

    @Test
    void aLongPartListIsReadThroughAFile() {
        Random random = new Random(7);
        int before = backup.parts.size();
        for (int number = 0; number < 30_000; number++) {
            byte[] digest = new byte[32];
            random.nextBytes(digest);
            backup.parts.add(new Part("1/x/%d".formatted(number), 2, number, 0, 0, 9, Sha256.hex(digest), false));
        }
        TableEntry entry = backup.seal(UnaryOperator.identity());
        assertThat(entry.partList().storedBytes()).isGreaterThan(1 << 20);
        CheckedPartList list = fetch(entry);

        try (list) {
            assertThat(list.parts()).toIterable().hasSize(before + 30_000);
        }

        flip(backup.keys.absolute(entry.partList().key()), 4_000_000);
        assertRefused(() -> fetch(entry), ErrorCode.ARTIFACT_DAMAGED);
    }

    @Test
    void aSealedListInTheWrongOrderIsRefused() {
        assertListRefused(parts -> parts.add(parts.removeFirst()));
        assertListRefused(parts -> parts.set(2, parts.get(0)));
        assertListRefused(List::removeLast);
        assertListRefused(parts -> parts.set(2, continuing(parts.get(2))));
        assertListRefused(parts -> parts.set(1, continuing(parts.get(1))));
    }

    @Test
    void aPartListOutsideTheBackupsFolderIsRefused() {
        backup.seal(entry -> backup.entry(new PartList(
                "../" + entry.partList().key(),
                entry.partList().storedBytes(),
                entry.partList().sha256())));

        assertRefused(backup::read, ErrorCode.ARTIFACT_DAMAGED);
    }

    @Test
    void aPartListOfForeignJsonIsRefused() {
        for (String lines :
                List.of("{}\n", "[1]\n", "null\n", "{\"key\":\"a\"}\n", "x", "{" + " ".repeat(20_000) + "}\n")) {
            backup.sealLines(lines, UnaryOperator.identity());
            assertRefused(backup::read, ErrorCode.ARTIFACT_DAMAGED);
        }
    }

    private void assertListRefused(Consumer<List<Part>> change) {
        List<Part> before = List.copyOf(backup.parts);
        PartList list = backup.seal(UnaryOperator.identity()).partList();
        TableEntry entry = backup.entry(list);
        change.accept(backup.parts);
        backup.seal(written -> new TableEntry(
                entry.name(),
                entry.columns(),
                entry.generated(),
                entry.lineFormat(),
                entry.primaryKey(),
                entry.sequences(),
                entry.rows(),
                entry.bytes(),
                entry.storedBytes(),
                entry.parts(),
                written.partList()));
        assertRefused(backup::read, ErrorCode.ARTIFACT_DAMAGED);
        backup.parts.clear();
        backup.parts.addAll(before);
    }

    private static Part continuing(Part part) {
        return new Part(
                part.key(),
                part.shard(),
                part.number(),
                part.rows(),
                part.bytes(),
                part.storedBytes(),
                part.sha256(),
                true);
    }

    private void flip(String key, int bit) {
        backup.store.objects.get(key)[bit / 8] ^= (byte) (1 << (bit % 8));
    }

    private static void assertRefused(ThrowingCallable reading, ErrorCode code) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private CheckedPartList fetch(TableEntry entry) {
        return CheckedPartList.fetch(backup.store, backup.keys, entry.partList(), PartTotals.of(entry));
    }
}
