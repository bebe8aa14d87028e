/** Reads and writes the files of an application, never outside of its folder. */
@NullMarked
package io.rowkeep.worker.files;

import org.jspecify.annotations.NullMarked;
