/** Restores of random rows into random tables, compared with a model in plain Java that shares no code with the engine. */
@NullMarked
package io.rowkeep.worker.model;

import org.jspecify.annotations.NullMarked;
