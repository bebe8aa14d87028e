/** The worker: commands become backups and restored tables. */
@NullMarked
package io.rowkeep.worker;

import org.jspecify.annotations.NullMarked;
