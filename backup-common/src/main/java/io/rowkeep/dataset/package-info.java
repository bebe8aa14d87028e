/** What Rowkeep looks after: sources, the datasets within them, and the names of tables. */
@NullMarked
package io.rowkeep.dataset;

import org.jspecify.annotations.NullMarked;
