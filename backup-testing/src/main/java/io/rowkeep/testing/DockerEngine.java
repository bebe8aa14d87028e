package io.rowkeep.testing;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;

/** Docker on this machine, if it is there. */
final class DockerEngine {

    private DockerEngine() {}

    /** Whether containers can be started. Testcontainers' own look fills the log with every way in which there is no Docker. */
    static boolean answers() {
        return infoSucceeds() && DockerClientFactory.instance().isDockerAvailable();
    }

    private static boolean infoSucceeds() {
        try {
            Process docker = new ProcessBuilder("docker", "info")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = docker.waitFor(20, TimeUnit.SECONDS);
            if (!ended) {
                docker.destroyForcibly();
            }
            return ended && docker.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
