/** Tests of system backups and their restore, with a real server and its real programs. */
@NullMarked
package io.rowkeep.worker.system;

import org.jspecify.annotations.NullMarked;
