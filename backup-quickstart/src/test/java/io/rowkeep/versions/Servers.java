package io.rowkeep.versions;

import io.rowkeep.testing.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;

/** One server of each version; the build puts their binaries into {@code target/postgres}. */
final class Servers {

    private static final int SHARED = 15;

    private Servers() {}

    /** Starts one, or gives the one that all tests share. */
    static PostgresServer ofVersion(int version) {
        if (version == SHARED) {
            return PostgresServer.shared();
        }
        Path archive = Path.of("target", "postgres", version + ".jar");
        if (!Files.exists(archive)) {
            throw new IllegalStateException(
                    archive + " is missing: Maven copies it in the phase process-test-resources");
        }
        return PostgresServer.of(archive);
    }
}
