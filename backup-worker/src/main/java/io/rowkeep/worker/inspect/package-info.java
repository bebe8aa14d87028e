/** Answers questions about a source: which tables a dataset has, how many rows, and how many of each counted value. */
@NullMarked
package io.rowkeep.worker.inspect;

import org.jspecify.annotations.NullMarked;
