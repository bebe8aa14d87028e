/** Tests of the worker's MongoDB source. */
@NullMarked
package io.rowkeep.worker.source.mongo;

import org.jspecify.annotations.NullMarked;
