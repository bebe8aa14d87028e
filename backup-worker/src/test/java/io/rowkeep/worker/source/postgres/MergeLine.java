package io.rowkeep.worker.source.postgres;

import io.rowkeep.job.ConflictPolicy;
import java.util.List;
import java.util.stream.Stream;

/**
 * A line of the table in {@code docs/merge.md} that says what becomes of a row.
 *
 * @param row where there is one, and who changed it
 * @param base whether there is a base
 * @param time how old the table's row is, compared with the backup's
 * @param outcomes one for each policy, in the order of {@link ConflictPolicy}
 * @param preserving the outcome with preserveNewer
 */
public record MergeLine(String row, String base, String time, String kind, List<String> outcomes, String preserving) {

    /** All of them. */
    public static Stream<MergeLine> all() {
        return MarkdownTable.read("docs/merge.md", "the row", "base", "time of the table's row", "kind").stream()
                .map(cells -> new MergeLine(
                        cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.subList(4, 8), cells.get(8)));
    }

    boolean isAboutBase(boolean given) {
        return base.equals("any") || base.equals(given ? "yes" : "no");
    }

    boolean isAbout(MergeTime of) {
        return time.isEmpty()
                || time.equals("any")
                || time.equals(of.word())
                || (time.equals("equal or newer") && List.of("equal", "newer").contains(of.word()));
    }

    /** What becomes of the row: {@code backup}, {@code table}, {@code fields} or {@code decision}. */
    String outcome(ConflictPolicy policy, boolean preserveNewer) {
        return preserveNewer && !preserving.equals("the same")
                ? preserving.replace(" (kept_newer)", "")
                : outcomes.get(policy.ordinal());
    }

    /** The kind of the difference. */
    String kind(boolean preserveNewer) {
        return preserveNewer && preserving.equals("table (kept_newer)") ? "kept_newer" : kind;
    }
}
