/** Tests of imports. */
@NullMarked
package io.rowkeep.worker.imports;

import org.jspecify.annotations.NullMarked;
