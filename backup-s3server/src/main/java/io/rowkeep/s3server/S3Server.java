package io.rowkeep.s3server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An S3 server on the file system, in a JVM of its own, so that nothing of it is on this one's class path. Signatures are
 * checked, {@code If-None-Match} is honoured, objects survive a restart on the same directory. The child ends with
 * {@link #close} and, whatever happens, with this JVM. Safe for use by several threads.
 */
public final class S3Server implements AutoCloseable {

    static final String JAR = "backup-s3server-exec.jar";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final S3ServerSettings settings;
    private final Process process;
    private final Path folder;
    private final URI endpoint;

    private S3Server(S3ServerSettings settings, Process process, Path folder, URI endpoint) {
        this.settings = settings;
        this.process = process;
        this.folder = folder;
        this.endpoint = endpoint;
    }

    /**
     * Starts a server and returns when it answers, after about two seconds.
     *
     * @throws IllegalStateException when it does not start, because the port is taken or the directory cannot be written;
     *     what the child said is on standard error
     */
    public static S3Server start(S3ServerSettings settings) {
        try {
            Path folder = copyJar();
            Process process = launch(settings, folder);
            try {
                int port = awaitReady(settings, process);
                return new S3Server(settings, process, folder, URI.create("http://127.0.0.1:" + port));
            } catch (RuntimeException e) {
                end(process, folder);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The S3 server's JVM cannot be started for " + settings, e);
        }
    }

    /** Where it answers: {@code http://127.0.0.1:<port>}; clients use path-style addresses. */
    public URI endpoint() {
        return endpoint;
    }

    /** Any region would do; this is the one to configure. */
    public String region() {
        return "us-east-1";
    }

    public String bucket() {
        return settings.bucket();
    }

    public String accessKey() {
        return settings.accessKey();
    }

    public String secretKey() {
        return settings.secretKey();
    }

    /** Stops the server and waits for the end of its process; the directory stays. A second call does nothing. */
    @Override
    public void close() {
        try {
            end(process, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The S3 server's copy of its jar cannot be removed: " + folder, e);
        }
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    // Always a copy: inside an executable jar the resource is no file, and a build may replace it under a running
    // server.
    private static Path copyJar() throws IOException {
        try (@Nullable InputStream resource = S3Server.class.getResourceAsStream(JAR)) {
            if (resource == null) {
                throw new IllegalStateException("The class path lacks io/rowkeep/s3server/" + JAR
                        + ": build backup-s3server at least up to Maven's phase process-classes");
            }
            Path folder = Files.createTempDirectory("rowkeep-s3server");
            Files.copy(resource, folder.resolve(JAR));
            return folder;
        }
    }

    private static Process launch(S3ServerSettings settings, Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-D" + S3ServerMain.TEMPORARY_FOLDER + "=" + folder,
                        "-jar",
                        folder.resolve(JAR).toString(),
                        Integer.toString(settings.port()),
                        settings.directory().toAbsolutePath().toString(),
                        settings.bucket()))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put(S3ServerMain.ACCESS_KEY, settings.accessKey());
        builder.environment().put(S3ServerMain.SECRET_KEY, settings.secretKey());
        return builder.start();
    }

    private static int awaitReady(S3ServerSettings settings, Process process) {
        CompletableFuture<@Nullable String> line = CompletableFuture.supplyAsync(() -> firstLine(process));
        String problem;
        try {
            String ready = line.get(START.toSeconds(), TimeUnit.SECONDS);
            if (ready != null && ready.startsWith("READY ")) {
                return Integer.parseInt(ready.substring("READY ".length()));
            }
            problem = "ended before it was ready, see standard error";
        } catch (TimeoutException e) {
            problem = "was not ready within " + START.toSeconds() + " s";
        } catch (ExecutionException e) {
            problem = "cannot be read: " + e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problem = "was not waited for";
        }
        throw new IllegalStateException("The S3 server %s: %s".formatted(problem, settings));
    }

    private static @Nullable String firstLine(Process process) {
        try {
            BufferedReader output = process.inputReader();
            return output.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(Process process, Path folder) throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(folder.resolve(JAR));
        Files.deleteIfExists(folder);
    }
}
