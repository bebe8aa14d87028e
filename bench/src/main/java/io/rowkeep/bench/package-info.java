/** Exports measured against pg_dump and restores against psql, on the same table, in one run. */
@NullMarked
package io.rowkeep.bench;

import org.jspecify.annotations.NullMarked;
