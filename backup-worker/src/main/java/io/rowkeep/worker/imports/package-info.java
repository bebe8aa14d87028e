/** Import: makes a backup of a file that was made elsewhere, believing nothing that it says. */
@NullMarked
package io.rowkeep.worker.imports;

import org.jspecify.annotations.NullMarked;
