/** Two applications in one installation, each with tokens and a broker's user of its own. */
@NullMarked
package io.rowkeep.applications;

import org.jspecify.annotations.NullMarked;
