/** How the rows of a backup differ from those of its tables, as a preview finds it: stored as a list in the bucket, read in pages. */
@NullMarked
package io.rowkeep.difference;

import org.jspecify.annotations.NullMarked;
