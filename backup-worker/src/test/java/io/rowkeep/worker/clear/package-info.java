/** Tests of restore: its plan alone, and the whole of it on a real PostgreSQL. */
@NullMarked
package io.rowkeep.worker.clear;

import org.jspecify.annotations.NullMarked;
