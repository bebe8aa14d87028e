package io.rowkeep.worker.source.postgres;

import io.rowkeep.job.ConflictPolicy;
import io.rowkeep.job.RowDecision;
import io.rowkeep.worker.source.MergeRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** How a whole table is merged, and all lines of the table in {@code docs/merge.md} that are about it. */
public record MergeSetting(boolean base, boolean hasTime, ConflictPolicy policy, boolean preserveNewer) {

    /** All ways. */
    public static Stream<MergeSetting> all() {
        return Arrays.stream(ConflictPolicy.values())
                .flatMap(policy -> Stream.of(true, false)
                        .flatMap(base -> Stream.of(true, false)
                                .flatMap(hasTime -> Stream.of(true, false)
                                        .map(preserve -> new MergeSetting(base, hasTime, policy, preserve)))));
    }

    /** A row for each line and each age that it is about. */
    public List<MergeCase> cases() {
        List<MergeCase> cases = new ArrayList<>();
        MergeLine.all()
                .filter(line -> line.isAboutBase(base))
                .forEach(line -> MergeTime.ALL.stream()
                        .filter(time -> time.hasColumn() == hasTime && line.isAbout(time))
                        .forEach(time -> cases.add(new MergeCase(cases.size() + 1, line, time))));
        return cases;
    }

    List<String> columns() {
        return hasTime ? List.of("id", "a", "b", "changed") : List.of("id", "a", "b");
    }

    /** The rules of the table. */
    public MergeRules rules(List<RowDecision> decisions) {
        return new MergeRules(policy, preserveNewer, hasTime ? "changed" : null, base, List.of(), decisions, false);
    }

    /** What becomes of a row. */
    public String outcome(MergeCase row) {
        return row.line().outcome(policy, preserveNewer);
    }

    @Override
    public String toString() {
        return "%s%s%s%s"
                .formatted(
                        policy.id(),
                        base ? " with base" : "",
                        hasTime ? " with updatedAt" : "",
                        preserveNewer ? " with preserveNewer" : "");
    }
}
