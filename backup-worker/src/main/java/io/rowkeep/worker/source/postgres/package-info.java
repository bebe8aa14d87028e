/** PostgreSQL behind the ports: its driver, its SQL and its catalogues appear nowhere else in the worker. */
@NullMarked
package io.rowkeep.worker.source.postgres;

import org.jspecify.annotations.NullMarked;
