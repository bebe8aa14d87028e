package io.rowkeep.worker.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A unique key beside the primary one.
 *
 * @param deferrable whether the server looks at it only when a statement has ended
 * @param above it is only about rows whose first column, a whole number, is greater; null for all rows
 */
record ModelKey(
        List<String> columns, boolean deferrable, @Nullable Integer above) {

    ModelKey {
        columns = List.copyOf(columns);
    }

    /** Whether other tables can refer to it. */
    boolean canBeReferred() {
        return !deferrable && above == null;
    }

    /** What no other row may share; null when the key is not about the row. */
    @Nullable
    List<String> of(ModelTable table, ModelRow row) {
        @Nullable List<String> values = table.canonical(columns, row);
        return values == null || above == null || Integer.parseInt(values.getFirst()) > above ? values : null;
    }
}
