/** Everything in one place for a first look: starts all the parts, loads sample data, does the main job and keeps serving. */
@NullMarked
package io.rowkeep.quickstart;

import org.jspecify.annotations.NullMarked;
