package io.rowkeep.bench;

import io.rowkeep.format.BackupFormat;
import io.rowkeep.testing.TestBucket;
import io.rowkeep.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@link BenchWorker} in a JVM that lives as long as a worker's: through all rounds. */
final class WorkerProcess implements AutoCloseable {

    private final BackupFormat format;
    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;

    private WorkerProcess(BackupFormat format, Process process) {
        this.format = format;
        this.process = process;
        this.answers = process.inputReader();
        this.orders = process.outputWriter();
    }

    /** Starts the JVM, with the heap of a production worker. */
    static WorkerProcess start(BackupFormat format, TestDatabase database, TestBucket bucket) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseG1GC",
                        "-XX:MaxDirectMemorySize=64m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BenchWorker.class.getName(),
                        format.id()))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(Map.of(
                        BenchWorker.DATABASE_URL, database.url(),
                        BenchWorker.DATABASE_USER, database.username(),
                        BenchWorker.DATABASE_PASSWORD, database.password(),
                        BenchWorker.S3_ENDPOINT, bucket.endpoint().toString(),
                        BenchWorker.S3_REGION, bucket.region(),
                        BenchWorker.S3_BUCKET, bucket.name(),
                        BenchWorker.S3_ACCESS_KEY, bucket.accessKey(),
                        BenchWorker.S3_SECRET_KEY, bucket.secretKey()));
        return new WorkerProcess(format, builder.start());
    }

    /** How a peer that it works for is called in the report. */
    String name() {
        return "rowkeep " + format.id();
    }

    /** Saves the table. */
    Export export() throws IOException {
        List<String> answer = List.of(ask("export").split(" ", 2));
        return new Export(answer.get(0), Long.parseLong(answer.get(1)));
    }

    /** Replaces the table by a backup. */
    void restore(Export export) throws IOException {
        ask("restore " + export.backup);
    }

    /** Merges a backup into the table. */
    void merge(Export export) throws IOException {
        ask("merge " + export.backup);
    }

    /** Removes all backups. */
    void clean() throws IOException {
        ask("clean");
    }

    private String ask(String order) throws IOException {
        orders.write(order + "\n");
        orders.flush();
        @Nullable String answer = answers.readLine();
        if (answer == null) {
            throw new IllegalStateException(name() + " ended, see standard error");
        }
        return answer;
    }

    /**
     * What lies in the store.
     *
     * @param backup its id
     */
    record Export(String backup, long storedBytes) {}

    @Override
    public void close() throws IOException {
        orders.close();
        process.onExit().join();
    }
}
