/** Tests of what is configured about a dataset. */
@NullMarked
package io.rowkeep.dataset;

import org.jspecify.annotations.NullMarked;
