/**
 * Rowkeep for web applications: asks for jobs, waits for them, downloads backups and hears of what was done.
 *
 * <p>Its one dependency is Jackson 3, which web applications on Spring Boot 4 have already and which lives in packages of its own beside
 * Jackson 2 (the two share jackson-annotations, of which it needs the version it names); streaming alone would be smaller, but every answer would need a parser that has to be kept true by hand.
 */
@NullMarked
package io.rowkeep.client;

import org.jspecify.annotations.NullMarked;
