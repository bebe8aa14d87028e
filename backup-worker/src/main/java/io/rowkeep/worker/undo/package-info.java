/** Puts tables back as they were before a job. */
@NullMarked
package io.rowkeep.worker.undo;

import org.jspecify.annotations.NullMarked;
