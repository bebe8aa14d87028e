/** The broker side of the control database: what is decided there goes out from here, with confirms. */
@NullMarked
package io.rowkeep.control.broker;

import org.jspecify.annotations.NullMarked;
