package io.rowkeep.worker.source.postgres;

import java.nio.file.Path;

/**
 * One of the programs that come with PostgreSQL, as it is installed.
 *
 * @param major its major version
 * @param version as it says it, for example {@code 15.18}
 */
record PostgresProgram(Path path, int major, String version) {}
