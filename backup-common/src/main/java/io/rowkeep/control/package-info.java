/** The control database: jobs, outbox, catalogue, workers and tokens; every state change is one guarded statement. */
@NullMarked
package io.rowkeep.control;

import org.jspecify.annotations.NullMarked;
