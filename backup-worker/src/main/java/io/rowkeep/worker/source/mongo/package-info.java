/** MongoDB behind the ports: its driver, its commands and its documents appear nowhere else. */
@NullMarked
package io.rowkeep.worker.source.mongo;

import org.jspecify.annotations.NullMarked;
