/** The main flow, asked for over HTTP, against API and worker in one JVM on real servers. */
@NullMarked
package io.rowkeep.flow;

import org.jspecify.annotations.NullMarked;
