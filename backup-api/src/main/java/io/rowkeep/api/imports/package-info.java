/** Takes files to import: stored as they come, and left for a worker to make sense of. */
@NullMarked
package io.rowkeep.api.imports;

import org.jspecify.annotations.NullMarked;
