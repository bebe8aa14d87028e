/** The same work on every version of the database server that is promised, judged by pg_dump and COPY. */
@NullMarked
package io.rowkeep.versions;

import org.jspecify.annotations.NullMarked;
