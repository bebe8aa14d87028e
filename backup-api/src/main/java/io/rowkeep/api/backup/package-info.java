/** Backups over HTTP: asking for one, the catalogue, labels, holds and deletion. */
@NullMarked
package io.rowkeep.api.backup;

import org.jspecify.annotations.NullMarked;
