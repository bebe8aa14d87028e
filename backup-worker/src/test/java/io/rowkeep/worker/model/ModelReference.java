package io.rowkeep.worker.model;

import java.util.List;

/**
 * A foreign key.
 *
 * @param columns its own, each of the type of the one it refers to
 * @param deferred whether the server looks at it only at the end of the transaction
 */
record ModelReference(
        ModelTable from,
        List<String> columns,
        ModelTable to,
        List<String> referred,
        Action onDelete,
        Action onUpdate,
        boolean deferred) {

    ModelReference {
        columns = List.copyOf(columns);
        referred = List.copyOf(referred);
    }

    /** What the server does to rows whose referred row goes or changes. */
    enum Action {
        NO_ACTION,
        RESTRICT,
        CASCADE,
        SET_NULL;

        String sql() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }
}
