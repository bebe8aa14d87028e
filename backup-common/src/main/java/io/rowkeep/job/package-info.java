/** What Rowkeep does: one job for each operation, with its specification, its life and its statistics. */
@NullMarked
package io.rowkeep.job;

import org.jspecify.annotations.NullMarked;
