/** Tests of the PostgreSQL source on real servers. */
@NullMarked
package io.rowkeep.worker.source.postgres;

import org.jspecify.annotations.NullMarked;
