/** Takes commands off the queues, claims the jobs behind them, keeps their leases and ends them. */
@NullMarked
package io.rowkeep.worker.intake;

import org.jspecify.annotations.NullMarked;
