package io.rowkeep.bench;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.TimeOrderedIds;
import io.rowkeep.settings.S3Settings;
import io.rowkeep.settings.S3Settings.Checksums;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.storage.StoredObject;
import io.rowkeep.storage.s3.S3ObjectStore;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.export.BackupRunner;
import io.rowkeep.worker.export.BackupWriter;
import io.rowkeep.worker.settings.Limits;
import io.rowkeep.worker.source.Sources;
import io.rowkeep.worker.source.postgres.PostgresLimits;
import io.rowkeep.worker.source.postgres.PostgresSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The measured JVM: does what a worker does with a backup, from the snapshot to the manifest, without control database and broker.
 * Reads orders from standard input, a line each: {@code export} answers with the bytes stored, {@code clean} removes them.
 */
final class ExportWorker {

    static final String DATABASE_URL = "BENCH_DATABASE_URL";
    static final String DATABASE_USER = "BENCH_DATABASE_USER";
    static final String DATABASE_PASSWORD = "BENCH_DATABASE_PASSWORD";
    static final String S3_ENDPOINT = "BENCH_S3_ENDPOINT";
    static final String S3_REGION = "BENCH_S3_REGION";
    static final String S3_BUCKET = "BENCH_S3_BUCKET";
    static final String S3_ACCESS_KEY = "BENCH_S3_ACCESS_KEY";
    static final String S3_SECRET_KEY = "BENCH_S3_SECRET_KEY";

    private static final SourceName SOURCE = new SourceName("bench");

    private final TimeOrderedIds ids = new TimeOrderedIds(Clock.systemUTC());
    private final BackupFormat format;
    private final ObjectStore store;
    private final BackupRunner runner;

    private ExportWorker(BackupFormat format, ObjectStore store, BackupRunner runner) {
        this.format = format;
        this.store = store;
        this.runner = runner;
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, String> environment = System.getenv();
        BackupFormat format = BackupFormat.of(arguments[0]);
        PostgresSource source = new PostgresSource(
                SOURCE,
                environment.getOrDefault(DATABASE_URL, ""),
                environment.getOrDefault(DATABASE_USER, ""),
                environment.getOrDefault(DATABASE_PASSWORD, ""),
                List.of(),
                false,
                PostgresLimits.DEFAULT);
        try (ObjectStore store = S3ObjectStore.open(store(environment, format))) {
            BackupWriter writer = new BackupWriter(store, Clock.systemUTC(), Limits.DEFAULT.partBytes());
            BackupRunner runner = new BackupRunner(new Sources(List.of(source)), writer);
            new ExportWorker(format, store, runner).serve();
        }
    }

    private static S3Settings store(Map<String, String> environment, BackupFormat format) {
        return new S3Settings(
                URI.create(environment.getOrDefault(S3_ENDPOINT, "")),
                environment.getOrDefault(S3_REGION, ""),
                environment.getOrDefault(S3_BUCKET, ""),
                format.id(),
                environment.getOrDefault(S3_ACCESS_KEY, ""),
                environment.getOrDefault(S3_SECRET_KEY, ""),
                true,
                true,
                Checksums.WHEN_SUPPORTED);
    }

    private void serve() throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (@Nullable String order = orders.readLine(); order != null; order = orders.readLine()) {
            System.out.println(order.equals("export") ? export() : clean());
        }
    }

    private long export() {
        BackupId backup = new BackupId(ids.next());
        BackupSpec spec = new BackupSpec(SOURCE, DatasetName.ALL, backup, List.of(), format, null);
        Outcome outcome = runner.run(spec, new UnattendedAttempt(ids, spec));
        if (outcome instanceof Outcome.Succeeded succeeded) {
            return succeeded.statistics().bytesOut();
        }
        throw new IllegalStateException("The export ended as " + outcome);
    }

    private long clean() {
        try (Stream<StoredObject> objects = store.list("")) {
            List<StoredObject> all = objects.toList();
            all.forEach(object -> store.delete(object.key()));
            return all.size();
        }
    }
}
