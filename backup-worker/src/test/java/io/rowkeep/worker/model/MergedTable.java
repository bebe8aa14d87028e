package io.rowkeep.worker.model;

import io.rowkeep.job.ConflictPolicy;
import io.rowkeep.job.DifferenceKind;
import io.rowkeep.job.MergeOptions;
import io.rowkeep.job.RowDecision;
import io.rowkeep.job.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@code docs/merge.md} says of one table, read row by row; written from that page alone. */
final class MergedTable {

    private final ModelTable table;
    private final MergeOptions options;
    private final Map<List<String>, ModelRow> backup;
    private final Map<List<String>, ModelRow> current;
    private final @Nullable Map<List<String>, ModelRow> base;

    private final List<ModelDifference> differences = new ArrayList<>();
    private long unchanged;
    private long keptByRule;

    /** @param base the rows that both sides come from; null when no base is named */
    MergedTable(
            ModelTable table,
            MergeOptions options,
            Map<List<String>, ModelRow> backup,
            Map<List<String>, ModelRow> current,
            @Nullable Map<List<String>, ModelRow> base) {
        this.table = table;
        this.options = options;
        this.backup = backup;
        this.current = current;
        this.base = base;
        backup.forEach(this::look);
    }

    List<ModelDifference> differences() {
        return differences;
    }

    /** Rows that both sides hold alike. */
    long unchanged() {
        return unchanged;
    }

    /** Rows of the backup that are left out because a rule protects the table's. */
    long keptByRule() {
        return keptByRule;
    }

    private void look(List<String> key, ModelRow theirs) {
        if (!options.keys().isEmpty()
                && options.keys().stream().noneMatch(each -> names(each.table().name(), each.key(), key))) {
            return;
        }
        @Nullable ModelRow ours = current.get(key);
        if (ours != null && isProtected(table, ours)) {
            keptByRule++;
        } else if (theirs.equals(ours)) {
            unchanged++;
        } else {
            DifferenceKind kind = kind(key, theirs, ours);
            boolean undecided = options.conflictPolicy() == ConflictPolicy.MANUAL
                    && kind == DifferenceKind.CONFLICT
                    && decision(key) == null;
            differences.add(new ModelDifference(
                    key, kind, ours, theirs, undecided ? ours : result(key, kind, theirs, ours), undecided));
        }
    }

    static boolean isProtected(ModelTable table, ModelRow row) {
        return table.has(ModelTable.KEEP) && "true".equals(row.get(ModelTable.KEEP));
    }

    private DifferenceKind kind(List<String> key, ModelRow theirs, @Nullable ModelRow ours) {
        if (ours == null) {
            return DifferenceKind.INSERT;
        }
        boolean kept = options.preserveNewer() && table.has(ModelTable.UPDATED_AT) && age(ours, theirs) >= 0;
        if (base == null) {
            boolean since = !table.has(ModelTable.UPDATED_AT) || age(ours, theirs) != 0;
            return kept ? DifferenceKind.KEPT_NEWER : since ? DifferenceKind.CONFLICT : DifferenceKind.UPDATE;
        }
        @Nullable ModelRow origin = base.get(key);
        if (theirs.equals(origin)) {
            return DifferenceKind.KEPT_CURRENT;
        }
        return kept ? DifferenceKind.KEPT_NEWER : ours.equals(origin) ? DifferenceKind.UPDATE : DifferenceKind.CONFLICT;
    }

    private ModelRow result(List<String> key, DifferenceKind kind, ModelRow theirs, @Nullable ModelRow ours) {
        if (ours == null) {
            return theirs;
        }
        @Nullable RowDecision decision = decision(key);
        if (decision != null) {
            return decided(decision, theirs, ours);
        }
        return switch (kind) {
            case KEPT_NEWER, KEPT_CURRENT -> ours;
            case CONFLICT, UPDATE ->
                switch (options.conflictPolicy()) {
                    case BACKUP_WINS, MANUAL -> theirs;
                    case CURRENT_WINS -> kind == DifferenceKind.CONFLICT ? ours : theirs;
                    case MERGE_FIELDS -> fields(key, theirs, ours);
                };
            case INSERT, DELETE, REFUSED -> throw new AssertionError(kind);
        };
    }

    private static ModelRow decided(RowDecision decision, ModelRow theirs, ModelRow ours) {
        if (decision.take() != null) {
            return decision.take() == Side.BACKUP ? theirs : ours;
        }
        ModelRow row = ours;
        for (Map.Entry<String, Side> field :
                Objects.requireNonNull(decision.fields()).entrySet()) {
            if (field.getValue() == Side.BACKUP) {
                row = row.with(field.getKey(), theirs.get(field.getKey()));
            }
        }
        return row;
    }

    private ModelRow fields(List<String> key, ModelRow theirs, ModelRow ours) {
        @Nullable ModelRow origin = base == null ? null : base.get(key);
        ModelRow newer = table.has(ModelTable.UPDATED_AT) && age(ours, theirs) > 0 ? ours : theirs;
        ModelRow row = ours;
        for (String column : ours.values().keySet()) {
            @Nullable String there = theirs.get(column);
            @Nullable String here = ours.get(column);
            @Nullable String value;
            if (origin == null) {
                value = there == null ? here : here == null ? there : newer.get(column);
            } else if (Objects.equals(there, origin.get(column))) {
                value = here;
            } else {
                value = Objects.equals(here, origin.get(column)) ? there : newer.get(column);
            }
            row = row.with(column, value);
        }
        return row;
    }

    /** Which was changed later, by the times that they hold: none is the earliest. The texts are in order of the times. */
    private static int age(ModelRow ours, ModelRow theirs) {
        @Nullable String here = ours.get(ModelTable.UPDATED_AT);
        @Nullable String there = theirs.get(ModelTable.UPDATED_AT);
        if (here == null || there == null) {
            return Boolean.compare(here != null, there != null);
        }
        return here.compareTo(there);
    }

    private @Nullable RowDecision decision(List<String> key) {
        return options.decisions().stream()
                .filter(each -> names(each.table().name(), each.key(), key))
                .findFirst()
                .orElse(null);
    }

    private boolean names(String name, Map<String, String> values, List<String> key) {
        return name.equals(table.name()) && table.key(new ModelRow(values)).equals(key);
    }
}
