/** Tests of reading and writing files. */
@NullMarked
package io.rowkeep.worker.files;

import org.jspecify.annotations.NullMarked;
