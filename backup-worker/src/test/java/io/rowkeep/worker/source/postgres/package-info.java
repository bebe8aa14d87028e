/** Tests of what is behind the ports for PostgreSQL, most of them against a real server. */
@NullMarked
package io.rowkeep.worker.source.postgres;

import org.jspecify.annotations.NullMarked;
