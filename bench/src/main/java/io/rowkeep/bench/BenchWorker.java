package io.rowkeep.bench;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.MergeOptions;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.TimeOrderedIds;
import io.rowkeep.settings.S3Settings;
import io.rowkeep.settings.S3Settings.Checksums;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.storage.StoredObject;
import io.rowkeep.storage.s3.S3ObjectStore;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.change.Changes;
import io.rowkeep.worker.export.BackupRunner;
import io.rowkeep.worker.export.BackupWriter;
import io.rowkeep.worker.export.SafetyBackups;
import io.rowkeep.worker.restore.RestoreRunner;
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
 * The measured JVM: does what a worker does with a backup or a restore, without control database and broker. Reads orders from standard
 * input, a line each: {@code export} answers with the backup's id and the bytes stored, {@code restore <id>} with the rows restored,
 * {@code merge <id>} with the rows looked at, {@code clean} removes all backups and says how many objects that were.
 */
final class BenchWorker {

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
    private final BackupRunner backups;
    private final RestoreRunner restores;

    private BenchWorker(BackupFormat format, Sources sources, ObjectStore store) {
        BackupWriter writer = new BackupWriter(store, Clock.systemUTC(), Limits.DEFAULT.partBytes());
        this.format = format;
        this.store = store;
        this.backups = new BackupRunner(sources, writer);
        this.restores = new RestoreRunner(new Changes(sources, new SafetyBackups(writer, ids)), store);
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
                true,
                PostgresLimits.DEFAULT);
        try (ObjectStore store = S3ObjectStore.open(store(environment, format))) {
            new BenchWorker(format, new Sources(List.of(source)), store).serve();
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
            System.out.println(answer(order));
        }
    }

    private String answer(String order) {
        String[] words = order.split(" ", 2);
        return switch (words[0]) {
            case "export" -> export();
            case "restore" ->
                restore(RestoreSpec.replace(SOURCE, DatasetName.ALL, BackupId.parse(words[1]), List.of(), false));
            case "merge" ->
                restore(RestoreSpec.merge(
                        SOURCE, DatasetName.ALL, BackupId.parse(words[1]), List.of(), MergeOptions.DEFAULT, true));
            case "clean" -> clean();
            default -> throw new IllegalArgumentException(order);
        };
    }

    private String export() {
        BackupId backup = new BackupId(ids.next());
        BackupSpec spec = new BackupSpec(SOURCE, DatasetName.ALL, backup, List.of(), format, null);
        Outcome.Succeeded done = succeeded(backups.run(spec, new UnattendedAttempt(ids, spec)));
        return backup + " " + done.statistics().bytesOut();
    }

    private String restore(RestoreSpec spec) {
        Outcome.Succeeded done = succeeded(restores.run(spec, new UnattendedAttempt(ids, spec)));
        return Long.toString(done.statistics().rows());
    }

    private static Outcome.Succeeded succeeded(Outcome outcome) {
        if (outcome instanceof Outcome.Succeeded succeeded) {
            return succeeded;
        }
        throw new IllegalStateException("The job ended as " + outcome);
    }

    private String clean() {
        try (Stream<StoredObject> objects = store.list("")) {
            List<StoredObject> all = objects.toList();
            all.forEach(object -> store.delete(object.key()));
            return Integer.toString(all.size());
        }
    }
}
