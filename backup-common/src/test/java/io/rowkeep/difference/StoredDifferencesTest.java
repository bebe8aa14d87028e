package io.rowkeep.difference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.ByteSink;
import io.rowkeep.job.DifferenceKind;
import io.rowkeep.job.JobId;
import io.rowkeep.message.MessageMapper;
import io.rowkeep.storage.MemoryObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class StoredDifferencesTest {

    private static final TableName STUDENTS = TableName.parse("students");
    private static final TableName GRADES = TableName.parse("grades");

    @AutoClose
    private final MemoryObjectStore store = new MemoryObjectStore();

    private final DifferenceKeys keys =
            DifferenceKeys.of(new SourceName("school"), JobId.parse("0190a1b2-0000-7000-8000-000000000001"), 2);
    private final DifferenceReader reader = new DifferenceReader(store);

    @Test
    void everyDifferenceComesBackOnceAndInOrderWhateverThePageLength() throws IOException {
        List<String> students = lines(STUDENTS, 2500);
        List<String> grades = lines(GRADES, 3);
        write(students, grades);

        for (int limit : new int[] {1, 7, 250, 500}) {
            assertThat(all(null, null, limit))
                    .as("pages of %d", limit)
                    .isEqualTo(Stream.concat(students.stream(), grades.stream()).toList());
        }
    }

    @Test
    void aPageHoldsOnlyTheTableAndTheKindThatWereAskedFor() throws IOException {
        List<String> students = lines(STUDENTS, 2500);
        List<String> grades = lines(GRADES, 1200);
        write(students, grades);

        assertThat(all(GRADES, null, 100)).isEqualTo(grades);
        assertThat(all(STUDENTS, DifferenceKind.CONFLICT, 100))
                .isEqualTo(students.stream()
                        .filter(line -> line.contains("conflict"))
                        .toList());
        assertThat(all(null, DifferenceKind.REFUSED, 100)).isEmpty();
    }

    @Test
    void aPageReadsOnlyThePartsThatItNeeds() throws IOException {
        write(lines(STUDENTS, 2500), lines(GRADES, 1200));
        store.objects.remove(keys.part(1));
        store.objects.remove(keys.part(4));

        assertThat(reader.page(keys, new DifferenceFilter(STUDENTS, null), null, 500)
                        .items())
                .hasSize(500);
        assertThat(reader.page(keys, new DifferenceFilter(GRADES, null), null, 500)
                        .items())
                .hasSize(500);
        assertRefused(() -> all(STUDENTS, null, 500), ErrorCode.ARTIFACT_MISSING);
    }

    @Test
    void theLastPageHasNoCursorEvenWhenItIsFull() throws IOException {
        write(lines(STUDENTS, 2000), lines(GRADES, 0));

        DifferencePage first = reader.page(keys, new DifferenceFilter(null, DifferenceKind.CONFLICT), null, 500);
        DifferencePage last = reader.page(keys, new DifferenceFilter(null, DifferenceKind.CONFLICT), first.next(), 167);

        assertThat(last.items()).hasSize(167);
        assertThat(last.next()).isNull();
    }

    @Test
    void aColumnNamedKindInTheKeyIsNotTheKindOfTheDifference() throws IOException {
        String line = "{\"table\":\"public.students\",\"key\":{\"kind\":\"delete\"},\"kind\":\"insert\"}";
        write(List.of(line), List.of());

        assertThat(all(null, DifferenceKind.INSERT, 10)).containsExactly(line);
        assertThat(all(null, DifferenceKind.DELETE, 10)).isEmpty();
    }

    @Test
    void largeDifferencesMakeShortPagesAndPartsOfTheirOwn() throws IOException {
        List<String> large = IntStream.range(0, 6)
                .mapToObj(id -> "{\"kind\":\"insert\",\"pad\":\"%s\",\"id\":%d}".formatted("x".repeat(2 << 20), id))
                .toList();
        write(large, List.of());

        assertThat(reader.page(keys, new DifferenceFilter(null, null), null, 500)
                        .items())
                .hasSize(2);
        assertThat(all(null, null, 500)).isEqualTo(large);
    }

    @Test
    void aLineThatNobodyCouldHoldIsRefused() {
        List<String> huge = List.of("{\"kind\":\"insert\",\"pad\":\"" + "x".repeat(DifferenceLine.MAX_BYTES) + "\"}");

        assertRefused(() -> write(huge, List.of()), ErrorCode.ROW_TOO_LARGE);
        assertThat(store.objects).isEmpty();
    }

    @Test
    void withoutAnIndexThereIsNoList() throws IOException {
        try (DifferenceWriter writer = new DifferenceWriter(store, keys)) {
            print(writer.table(STUDENTS), lines(STUDENTS, 1500));
        }
        assertThat(store.objects).isNotEmpty();

        assertRefused(() -> all(null, null, 10), ErrorCode.ARTIFACT_MISSING);
    }

    @Test
    void anEmptyListIsAList() throws IOException {
        write(List.of(), List.of());

        assertThat(all(null, null, 10)).isEmpty();
    }

    @Test
    void aFlippedBitIsSeen() throws IOException {
        write(lines(STUDENTS, 10), List.of());
        for (String key : List.of(keys.index(), keys.part(0))) {
            byte[] stored = store.objects.get(key);
            stored[stored.length / 2] ^= 4;
            assertRefused(() -> all(null, null, 10), ErrorCode.ARTIFACT_DAMAGED);
            stored[stored.length / 2] ^= 4;
        }
        assertThat(all(null, null, 10)).hasSize(10);
    }

    @Test
    void aForeignCursorAndAnImpossibleLimitAreRefused() throws IOException {
        write(lines(STUDENTS, 10), List.of());
        DifferenceFilter everything = new DifferenceFilter(null, null);

        for (String cursor : List.of("x", "", "AAAA", "not base64!")) {
            assertRefused(() -> reader.page(keys, everything, cursor, 10), ErrorCode.INVALID_REQUEST);
        }
        assertRefused(() -> reader.page(keys, everything, null, 0), ErrorCode.INVALID_REQUEST);
        assertRefused(() -> reader.page(keys, everything, null, 501), ErrorCode.INVALID_REQUEST);
    }

    private List<String> all(@Nullable TableName table, @Nullable DifferenceKind kind, int limit) {
        List<String> all = new ArrayList<>();
        String cursor = null;
        do {
            DifferencePage page = reader.page(keys, new DifferenceFilter(table, kind), cursor, limit);
            page.items().forEach(item -> all.add(MessageMapper.JSON.writeValueAsString(item)));
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    private void write(List<String> students, List<String> grades) throws IOException {
        try (DifferenceWriter writer = new DifferenceWriter(store, keys)) {
            print(writer.table(STUDENTS), students);
            print(writer.table(GRADES), grades);
            writer.finish();
        }
    }

    /** In pieces that do not care for lines. */
    private static void print(ByteSink sink, List<String> lines) throws IOException {
        for (String line : lines) {
            byte[] bytes = (line + "\n").getBytes(UTF_8);
            int half = bytes.length / 2;
            sink.write(bytes, 0, half);
            sink.write(bytes, half, bytes.length - half);
        }
    }

    /** Every third is a conflict. */
    private static List<String> lines(TableName table, int count) {
        return IntStream.range(0, count)
                .mapToObj(id -> "{\"table\":\"%s\",\"key\":{\"id\":\"%d\"},\"kind\":\"%s\",\"outcome\":\"insert\"}"
                        .formatted(table, id, id % 3 == 0 ? "conflict" : "insert"))
                .toList();
    }

    private static void assertRefused(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
