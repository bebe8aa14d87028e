package io.rowkeep.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How lines are found in bytes that come in pieces. */
class LineSplitterTest {

    private final List<String> lines = new ArrayList<>();
    private final LineSplitter splitter =
            new LineSplitter((bytes, offset, length) -> lines.add(new String(bytes, offset, length, UTF_8)));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 64})
    void linesAreWholeWhereverTheBytesAreCut(int piece) throws IOException {
        byte[] text = "first\n\nthird\nlast".getBytes(UTF_8);

        for (int at = 0; at < text.length; at += piece) {
            splitter.write(text, at, Math.min(piece, text.length - at));
        }
        assertThat(lines).containsExactly("first\n", "\n", "third\n");

        splitter.finish();
        assertThat(lines).endsWith("last").hasSize(4);
    }

    @Test
    void nothingIsHandedOnBehindTheLastNewline() throws IOException {
        splitter.write("one\n".getBytes(UTF_8), 0, 4);

        splitter.finish();

        assertThat(lines).containsExactly("one\n");
    }

    @Test
    void aLongLineAmongShortOnesIsWhole() throws IOException {
        String wide = "x".repeat(300_000) + "\n";
        for (String text : List.of("a\n", wide, "b\n", wide)) {
            byte[] bytes = text.getBytes(UTF_8);
            for (int at = 0; at < bytes.length; at += 8192) {
                splitter.write(bytes, at, Math.min(8192, bytes.length - at));
            }
        }

        assertThat(lines).containsExactly("a\n", wide, "b\n", wide);
    }
}
