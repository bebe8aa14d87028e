/** Answers questions about a source: which tables a dataset has, and how many rows. */
@NullMarked
package io.rowkeep.worker.inspect;

import org.jspecify.annotations.NullMarked;
