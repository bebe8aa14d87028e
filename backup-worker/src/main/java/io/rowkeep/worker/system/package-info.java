/** Restores whole databases and the application's files out of system backups. */
@NullMarked
package io.rowkeep.worker.system;

import org.jspecify.annotations.NullMarked;
