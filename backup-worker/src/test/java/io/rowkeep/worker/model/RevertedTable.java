package io.rowkeep.worker.model;

import io.rowkeep.job.DifferenceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an undo makes of the rows of one table that a job had changed: those that are still as the job left them go back. */
final class RevertedTable {

    private RevertedTable() {}

    /**
     * Compares a table with what a job did to it.
     *
     * @param done the differences that the job had applied: what each row was, and what became of it
     */
    static ExpectedMerge.Compared of(
            ModelTable table, List<ModelDifference> done, Map<List<String>, ModelRow> current, boolean force) {
        List<ModelDifference> found = new ArrayList<>();
        long keptByRule = 0;
        for (ModelDifference each : done) {
            @Nullable ModelRow now = current.get(each.key());
            @Nullable ModelRow before = each.current();
            if (now != null && MergedTable.isProtected(table, now)) {
                keptByRule++;
            } else if (!Objects.equals(now, before)) {
                boolean touched = !Objects.equals(now, each.result());
                boolean stays = touched && !force;
                found.add(new ModelDifference(
                        each.key(), kind(touched, now, before), now, before, stays ? now : before, stays));
            }
        }
        return new ExpectedMerge.Compared(found, done.size() - found.size() - keptByRule, keptByRule);
    }

    private static DifferenceKind kind(boolean touched, @Nullable ModelRow now, @Nullable ModelRow before) {
        if (touched) {
            return DifferenceKind.CONFLICT;
        }
        return now == null ? DifferenceKind.INSERT : before == null ? DifferenceKind.DELETE : DifferenceKind.UPDATE;
    }
}
