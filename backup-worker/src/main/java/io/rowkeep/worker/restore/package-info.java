/** Restore: names, drift, order, plan; replaces tables or merges into them, and previews that; it knows no database's language. */
@NullMarked
package io.rowkeep.worker.restore;

import org.jspecify.annotations.NullMarked;
