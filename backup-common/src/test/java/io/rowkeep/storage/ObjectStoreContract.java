package io.rowkeep.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every object store must do. Tests use keys of their own and may share a store. */
public abstract class ObjectStoreContract {

    private static final int KIBIBYTE = 1024;

    private final String folder = UUID.randomUUID() + "/";

    /** The store to test; the test does not close it. */
    protected abstract ObjectStore store();

    @Test
    void whatWasPutIsReadBackAtOnce() {
        put("a", "content");

        assertThat(store().get(folder + "a", KIBIBYTE)).hasValue("content".getBytes(UTF_8));
    }

    @Test
    void onlyTheGivenRangeIsStored() {
        store().put(folder + "range", "0123456789".getBytes(UTF_8), 3, 4);

        assertThat(store().get(folder + "range", KIBIBYTE)).hasValue("3456".getBytes(UTF_8));
    }

    @Test
    void aSecondPutReplacesTheFirst() {
        put("a", "first");
        put("a", "second");

        assertThat(store().get(folder + "a", KIBIBYTE)).hasValue("second".getBytes(UTF_8));
    }

    @Test
    void anEmptyObjectIsNotAMissingOne() {
        put("empty", "");

        assertThat(store().get(folder + "empty", 0)).hasValue(new byte[0]);
        assertThat(store().get(folder + "nothing", 0)).isEmpty();
    }

    @Test
    void anObjectAsLargeAsAllowedIsReadAndALargerOneRefused() {
        put("ten", "0123456789");

        assertThat(store().get(folder + "ten", 10)).isPresent();
        assertThatThrownBy(() -> store().get(folder + "ten", 9))
                .asInstanceOf(InstanceOfAssertFactories.type(BackupException.class))
                .returns(ErrorCode.ARTIFACT_DAMAGED, BackupException::code)
                .extracting(Throwable::getMessage, InstanceOfAssertFactories.STRING)
                .contains(folder + "ten");
    }

    @Test
    void sixteenMebibytesSurvive() {
        byte[] part = new byte[16 * KIBIBYTE * KIBIBYTE];
        new Random(7).nextBytes(part);

        store().put(folder + "part", part, 0, part.length);

        assertThat(store().get(folder + "part", part.length)).hasValue(part);
    }

    @Test
    void theFirstOfTwoConditionalPutsStays() {
        boolean first = store().putIfAbsent(folder + "cell", "first".getBytes(UTF_8));
        boolean second = store().putIfAbsent(folder + "cell", "second".getBytes(UTF_8));

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(store().get(folder + "cell", KIBIBYTE)).hasValue("first".getBytes(UTF_8));
    }

    @Test
    void ofManyConditionalPutsAtOnceExactlyOneWins() {
        List<Integer> winners = IntStream.range(0, 8)
                .parallel()
                .filter(number -> store().putIfAbsent(
                                folder + "race", Integer.toString(number).getBytes(UTF_8)))
                .boxed()
                .toList();

        assertThat(winners).hasSize(1);
        assertThat(store().get(folder + "race", KIBIBYTE))
                .hasValue(winners.getFirst().toString().getBytes(UTF_8));
    }

    @Test
    void aStreamGivesAllBytesAndMayBeClosedEarly() throws Exception {
        byte[] content = "x".repeat(300 * KIBIBYTE).getBytes(UTF_8);
        store().put(folder + "stream", content, 0, content.length);

        try (InputStream whole = store().open(folder + "stream").orElseThrow();
                InputStream early = store().open(folder + "stream").orElseThrow()) {
            assertThat(early.read()).isEqualTo('x');
            assertThat(whole.readAllBytes()).isEqualTo(content);
        }
        assertThat(store().open(folder + "nothing")).isEmpty();
    }

    @Test
    void aListingShowsWhatStartsWithThePrefixInTheOrderOfKeys() {
        Instant before = Instant.now().minus(Duration.ofMinutes(5));
        Stream.of("list/b/1", "list/a/2", "list/a/1", "list/c", "other/1").forEach(key -> put(key, key));

        try (Stream<StoredObject> listing = store().list(folder + "list/")) {
            List<StoredObject> found = listing.toList();

            assertThat(found)
                    .extracting(StoredObject::key)
                    .containsExactly(folder + "list/a/1", folder + "list/a/2", folder + "list/b/1", folder + "list/c");
            assertThat(found.getFirst().bytes()).isEqualTo("list/a/1".length());
            assertThat(found.getFirst().modifiedAt()).isAfter(before);
        }
        assertThat(store().list(folder + "list/a")).hasSize(2);
        assertThat(store().list(folder + "nothing/")).isEmpty();
    }

    @Test
    void aListingGoesOnBeyondTheFirstPage() {
        IntStream.range(0, 1005).parallel().forEach(number -> put("pages/%04d".formatted(number), ""));

        assertThat(store().list(folder + "pages/").map(StoredObject::key))
                .hasSize(1005)
                .isSorted()
                .endsWith(folder + "pages/1004");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%21odd%20name.%c3%a4/parts.jsonl.zst", "plus+and=equals", "dots.../x", "~tilde_-"})
    void keysAreNotInterpreted(String key) {
        put(key, "content");

        assertThat(store().get(folder + key, KIBIBYTE)).isPresent();
        assertThat(store().list(folder).map(StoredObject::key)).containsExactly(folder + key);
    }

    @Test
    void whatIsDeletedIsGoneAndDeletingItAgainIsHarmless() {
        put("a", "content");

        store().delete(folder + "a");

        assertThat(store().get(folder + "a", KIBIBYTE)).isEmpty();
        assertThat(store().list(folder)).isEmpty();
        assertThatCode(() -> store().delete(folder + "a")).doesNotThrowAnyException();
    }

    @Test
    void theProbeLeavesNothing() {
        store().probe();

        assertThat(store().list("_probe/")).isEmpty();
    }

    private void put(String key, String content) {
        store().put(folder + key, content.getBytes(UTF_8), 0, content.getBytes(UTF_8).length);
    }
}
