package io.rowkeep.worker.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields are left out of lines wherever they stand and however the lines are cut. */
class ProjectedLinesTest {

    private static final String LINES = "1\tone\t\\N\n2\tt\\tw\\\\o\tx\n\t\t\n3\t\\\\\tü☃\n";

    private static String project(String lines, String stays, int piece) {
        boolean[] which = new boolean[stays.length()];
        for (int at = 0; at < which.length; at++) {
            which[at] = stays.charAt(at) == 'y';
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ProjectedLines projected = new ProjectedLines(which, out::write);
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        try {
            for (int from = 0; from < bytes.length; from += piece) {
                projected.write(bytes, from, Math.min(piece, bytes.length - from));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 1000})
    void anyFieldCanGoHoweverTheLinesAreCut(int piece) {
        assertThat(project(LINES, "yyy", piece)).isEqualTo(LINES);
        assertThat(project(LINES, "nyy", piece)).isEqualTo("one\t\\N\nt\\tw\\\\o\tx\n\t\n\\\\\tü☃\n");
        assertThat(project(LINES, "yny", piece)).isEqualTo("1\t\\N\n2\tx\n\t\n3\tü☃\n");
        assertThat(project(LINES, "yyn", piece)).isEqualTo("1\tone\n2\tt\\tw\\\\o\n\t\n3\t\\\\\n");
        assertThat(project(LINES, "nny", piece)).isEqualTo("\\N\nx\n\nü☃\n");
        assertThat(project(LINES, "ynn", piece)).isEqualTo("1\n2\n\n3\n");
        assertThat(project(LINES, "nnn", piece)).isEqualTo("\n\n\n\n");
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "100"})
    void aSeparatorBehindABackslashIsPartOfItsField(int piece) {
        assertThat(project("a\\\tb\tc\\\nd\te\n", "yny", piece)).isEqualTo("a\\\tb\te\n");
        assertThat(project("a\\\\\tb\\\\\nc\td\n", "ny", piece)).isEqualTo("b\\\\\nd\n");
    }

    @Test
    void aLongFieldPassesInPieces() {
        String field = "x".repeat(200_000);

        assertThat(project("1\t" + field + "\t2\n", "nyy", 150_000)).isEqualTo(field + "\t2\n");
    }
}
