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

/** Rowkeep's export of one format into the object store, in a JVM that lives as long as a worker's: through all rounds. */
final class RowkeepExport implements Peer {

    private final BackupFormat format;
    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;

    private RowkeepExport(BackupFormat format, Process process) {
        this.format = format;
        this.process = process;
        this.answers = process.inputReader();
        this.orders = process.outputWriter();
    }

    /** Starts the JVM, with the heap of a production worker. */
    static RowkeepExport start(BackupFormat format, TestDatabase database, TestBucket bucket) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseG1GC",
                        "-XX:MaxDirectMemorySize=64m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExportWorker.class.getName(),
                        format.id()))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(Map.of(
                        ExportWorker.DATABASE_URL, database.url(),
                        ExportWorker.DATABASE_USER, database.username(),
                        ExportWorker.DATABASE_PASSWORD, database.password(),
                        ExportWorker.S3_ENDPOINT, bucket.endpoint().toString(),
                        ExportWorker.S3_REGION, bucket.region(),
                        ExportWorker.S3_BUCKET, bucket.name(),
                        ExportWorker.S3_ACCESS_KEY, bucket.accessKey(),
                        ExportWorker.S3_SECRET_KEY, bucket.secretKey()));
        return new RowkeepExport(format, builder.start());
    }

    @Override
    public String name() {
        return "rowkeep " + format.id();
    }

    @Override
    public Run run() throws IOException {
        long start = System.nanoTime();
        String stored = ask("export");
        double seconds = (System.nanoTime() - start) / 1e9;
        ask("clean");
        return new Run(seconds, Long.parseLong(stored));
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

    @Override
    public void close() throws IOException {
        orders.close();
        process.onExit().join();
    }
}
