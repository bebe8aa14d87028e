/** The examples without their servers. */
@NullMarked
package io.rowkeep.quickstart.example;

import org.jspecify.annotations.NullMarked;
