package io.rowkeep.worker.source;
/**
 * Rows outside a change that keep it from happening.
 *
 * @param reference whose rows they are
 * @param consequence what would become of them, for a person: {@code would be deleted}
 */
public record OutsideReference(TableReference reference, String consequence, long rows) {}
