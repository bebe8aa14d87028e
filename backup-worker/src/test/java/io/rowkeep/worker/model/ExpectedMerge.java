package io.rowkeep.worker.model;

import io.rowkeep.job.DifferenceKind;
import io.rowkeep.job.RowChanges;
import io.rowkeep.job.TableDifferences;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a merge, or the undo of one, has to make of tables, and what it has to say about them. */
final class ExpectedMerge {

    private final ModelState before;
    private final ModelState after;
    private final Map<String, Compared> compared = new TreeMap<>();
    private final FinalState judged;

    /**
     * Puts all differences into the tables and looks at what comes of it.
     *
     * @param compared for each table of the job what was found
     */
    ExpectedMerge(ModelSchema schema, ModelState before, Map<ModelTable, Compared> compared) {
        this.before = before;
        after = before.copy();
        compared.forEach((table, found) -> {
            this.compared.put(table.name(), found);
            found.differences.forEach(difference -> put(after.of(table), difference));
        });
        judged = new FinalState(schema, before, after);
    }

    /**
     * How one table compares.
     *
     * @param unchanged rows that both sides hold alike
     * @param keptByRule rows that are left out because a keep rule protects the table's
     */
    record Compared(List<ModelDifference> differences, long unchanged, long keptByRule) {

        long count(Predicate<ModelDifference> which) {
            return differences.stream().filter(which).count();
        }
    }

    /** The rows afterwards, if it is possible. */
    ModelState after() {
        return after;
    }

    boolean isUndecided() {
        return compared.values().stream().anyMatch(table -> table.count(ModelDifference::undecided) > 0);
    }

    boolean isPossible() {
        return judged.isPossible();
    }

    /** What a preview and the job itself say about a table. */
    TableDifferences differences(ModelTable table, String digest) {
        Compared found = of(table);
        Set<List<String>> refused = judged.refused(table);
        Map<DifferenceKind, Long> counts = new TreeMap<>();
        found.differences.forEach(difference -> counts.merge(
                refused.contains(difference.key()) ? DifferenceKind.REFUSED : difference.kind(), 1L, Long::sum));
        return new TableDifferences(
                counts.getOrDefault(DifferenceKind.INSERT, 0L),
                counts.getOrDefault(DifferenceKind.UPDATE, 0L),
                counts.getOrDefault(DifferenceKind.DELETE, 0L),
                found.unchanged,
                counts.getOrDefault(DifferenceKind.CONFLICT, 0L),
                counts.getOrDefault(DifferenceKind.KEPT_NEWER, 0L),
                counts.getOrDefault(DifferenceKind.KEPT_CURRENT, 0L),
                found.keptByRule,
                counts.getOrDefault(DifferenceKind.REFUSED, 0L),
                digest);
    }

    /** How many rows of a table are inserted, updated and deleted; the others are left alone. */
    RowChanges changes(ModelTable table) {
        Compared found = of(table);
        long updated = found.count(each -> each.applied() && each.current() != null && each.result() != null);
        long deleted = found.count(each -> each.applied() && each.result() == null);
        return new RowChanges(
                found.count(each -> each.applied() && each.current() == null),
                updated,
                deleted,
                before.of(table).size() - updated - deleted);
    }

    /** What is written to a table, for an undo. */
    List<ModelDifference> applied(ModelTable table) {
        return of(table).differences.stream().filter(ModelDifference::applied).toList();
    }

    /** What a preview of a table is about: when it is another one, the preview does not hold any more. */
    List<?> seen(ModelTable table) {
        Set<List<String>> refused = judged.refused(table);
        return of(table).differences.stream()
                .map(each -> new Seen(
                        each.key(),
                        refused.contains(each.key()) ? DifferenceKind.REFUSED : each.kind(),
                        each.current(),
                        each.other()))
                .toList();
    }

    private record Seen(
            List<String> key,
            DifferenceKind kind,
            @Nullable ModelRow current,
            @Nullable ModelRow other) {}

    private Compared of(ModelTable table) {
        return Objects.requireNonNull(compared.get(table.name()), table.name());
    }

    private static void put(Map<List<String>, ModelRow> rows, ModelDifference difference) {
        if (difference.result() == null) {
            rows.remove(difference.key());
        } else {
            rows.put(difference.key(), difference.result());
        }
    }
}
