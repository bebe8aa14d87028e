/** The ports between databases and the rest; each kind of database is hidden in a package below. */
@NullMarked
package io.rowkeep.worker.source;

import org.jspecify.annotations.NullMarked;
