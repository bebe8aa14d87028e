/** Backups over HTTP: asking for one, the catalogue. */
@NullMarked
package io.rowkeep.api.backup;

import org.jspecify.annotations.NullMarked;
