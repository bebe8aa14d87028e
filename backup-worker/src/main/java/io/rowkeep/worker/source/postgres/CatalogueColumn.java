package io.rowkeep.worker.source.postgres;

import io.rowkeep.artifact.Column;

/**
 * A column as the catalogue has it.
 *
 * @param table the table's oid
 * @param baseType the oid of its type; of what lies beneath for a domain
 * @param generated whether the server computes it
 */
record CatalogueColumn(long table, Column column, long baseType, boolean generated) {}
