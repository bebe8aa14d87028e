/** The example applications do with Rowkeep what their own backup code did: every feature is a test. */
@NullMarked
package io.rowkeep.examples;

import org.jspecify.annotations.NullMarked;
