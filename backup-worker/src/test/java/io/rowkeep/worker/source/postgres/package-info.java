/** Tests of what is behind the ports for PostgreSQL. */
@NullMarked
package io.rowkeep.worker.source.postgres;

import org.jspecify.annotations.NullMarked;
