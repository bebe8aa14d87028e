package io.rowkeep.worker.restore;

import io.rowkeep.artifact.Column;
import io.rowkeep.worker.restore.SchemaDrift.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares a column of a backup with the one that its values are to go into. */
final class ColumnDrift {

    private final SavedTable table;
    private final Column saved;
    private final Column now;
    private final List<Difference> differences = new ArrayList<>();

    ColumnDrift(SavedTable table, Column saved, Column now) {
        this.table = table;
        this.saved = saved;
        this.now = now;
    }

    /** How they differ. */
    List<Difference> differences() {
        compareTypes();
        compareNull();
        compareLabels();
        return differences;
    }

    private void compareTypes() {
        String then = table.entry().name().schema();
        if (!SpelledType.of(saved.type())
                .sameIn(then, SpelledType.of(now.type()), table.name().schema())) {
            add("%s has type %s and had %s".formatted(column(), now.type(), saved.type()), null);
        }
    }

    private void compareNull() {
        if (now.notNull() && !saved.notNull()) {
            add("%s is NOT NULL and could be null".formatted(column()), null);
        } else if (saved.notNull() && !now.notNull()) {
            add("%s can be null and was NOT NULL".formatted(column()), "the backup has a value in every row");
        }
    }

    private void compareLabels() {
        if (saved.labels() == null) {
            return;
        }
        List<String> labels = now.labels() == null ? List.of() : now.labels();
        List<String> gone = without(saved.labels(), labels);
        List<String> added = without(labels, saved.labels());
        if (!gone.isEmpty()) {
            add("%s does not know %s any more".formatted(column(), labels(gone)), null);
        }
        if (!added.isEmpty()) {
            add("%s knows %s now".formatted(column(), labels(added)), "the backup has none of it");
        }
        if (!without(labels, added).equals(without(saved.labels(), gone))) {
            add("the labels of %s stand in another order".formatted(column()), "each value stays what it is");
        }
    }

    private String column() {
        return "column %s of table %s".formatted(saved.name(), table.name());
    }

    private void add(String what, @Nullable String leniency) {
        differences.add(new Difference(what, leniency));
    }

    private static List<String> without(List<String> labels, List<String> others) {
        return labels.stream().filter(label -> !others.contains(label)).toList();
    }

    private static String labels(List<String> labels) {
        return labels.stream()
                .map("'%s'"::formatted)
                .collect(Collectors.joining(", ", labels.size() == 1 ? "the label " : "the labels ", ""));
    }
}
