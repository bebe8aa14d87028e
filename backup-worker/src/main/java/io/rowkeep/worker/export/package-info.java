/** Stores tables of a source as one backup: one snapshot, rows encoded and compressed into parts, the manifest last. */
@NullMarked
package io.rowkeep.worker.export;

import org.jspecify.annotations.NullMarked;
