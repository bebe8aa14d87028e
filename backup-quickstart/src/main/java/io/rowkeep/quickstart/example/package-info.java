/** The example applications: each a database with data, a worker's configuration, and a README whose calls the tour makes. */
@NullMarked
package io.rowkeep.quickstart.example;

import org.jspecify.annotations.NullMarked;
