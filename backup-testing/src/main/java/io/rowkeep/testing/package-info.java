/** What tests stand on: real servers, each started once per JVM at first use and gone with it, and a settable clock. */
@NullMarked
package io.rowkeep.testing;

import org.jspecify.annotations.NullMarked;
