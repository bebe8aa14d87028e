/** Tests of backups: from real tables into a bucket in memory, read back by the reader that restores use. */
@NullMarked
package io.rowkeep.worker.export;

import org.jspecify.annotations.NullMarked;
