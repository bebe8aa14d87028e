package io.rowkeep.flow;

import io.rowkeep.api.ApiApplication;
import io.rowkeep.api.ApiSettings;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.SourceType;
import io.rowkeep.judge.Api;
import io.rowkeep.settings.CommonSettings;
import io.rowkeep.settings.SettingsReader;
import io.rowkeep.testing.ObjectStoreServer;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestBucket;
import io.rowkeep.testing.TestDatabase;
import io.rowkeep.worker.WorkerApplication;
import io.rowkeep.worker.settings.SourceSettings;
import io.rowkeep.worker.settings.WorkerSettings;
import io.rowkeep.worker.settings.WorkerSettingsReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * API and worker in this JVM, with a control database and a bucket of their own.
 *
 * @param url of the API
 * @param api asked as administrator
 */
public record OneJvm(URI url, Api api, TestBucket bucket, List<ConfigurableApplicationContext> applications)
        implements AutoCloseable {

    /** Of its administrator. */
    public static final String TOKEN = "judge-of-the-main-flow";

    static OneJvm start(URI broker, Map<String, TestDatabase> sources) {
        return start(broker, sources, List.of());
    }

    /** Starts both; every source has these datasets. */
    public static OneJvm start(URI broker, Map<String, TestDatabase> sources, List<DatasetDefinition> datasets) {
        return start(broker, configured(sources, datasets));
    }

    /** The same with sources that are configured one by one. */
    static OneJvm start(URI broker, List<SourceSettings> sources) {
        return start(broker, broker, sources);
    }

    /** The same for an API and a worker that the broker knows as two users. */
    public static OneJvm start(
            URI apisBroker, URI workersBroker, Map<String, TestDatabase> sources, List<DatasetDefinition> datasets) {
        return start(apisBroker, workersBroker, configured(sources, datasets));
    }

    private static OneJvm start(URI apisBroker, URI workersBroker, List<SourceSettings> sources) {
        TestBucket bucket = ObjectStoreServer.shared().bucket();
        Map<String, String> environment = environment(apisBroker, bucket);
        CommonSettings apis = CommonSettings.read(SettingsReader.of(environment));
        environment.put("ROWKEEP_AMQP_URI", workersBroker.toString());
        return start(bucket, apis, WorkerSettings.of(CommonSettings.read(SettingsReader.of(environment)), sources));
    }

    /**
     * Starts both, the worker with a configuration of its own.
     *
     * @param file the configuration
     * @param variables what its placeholders stand for
     */
    public static OneJvm configured(URI broker, Path file, Map<String, String> variables) {
        TestBucket bucket = ObjectStoreServer.shared().bucket();
        Map<String, String> environment = environment(broker, bucket);
        CommonSettings common = CommonSettings.read(SettingsReader.of(environment));
        environment.put("ROWKEEP_CONFIG", file.toString());
        environment.putAll(variables);
        return start(
                bucket,
                common,
                WorkerSettingsReader.read(environment, Runtime.getRuntime().maxMemory()));
    }

    private static OneJvm start(TestBucket bucket, CommonSettings apis, WorkerSettings settings) {
        ConfigurableApplicationContext api = ApiApplication.start(new ApiSettings(apis, TOKEN), 0);
        ConfigurableApplicationContext worker = WorkerApplication.start(settings);
        String url = "http://127.0.0.1:" + api.getEnvironment().getProperty("local.server.port");
        return new OneJvm(URI.create(url), new Api(url, TOKEN), bucket, List.of(worker, api));
    }

    private static List<SourceSettings> configured(
            Map<String, TestDatabase> sources, List<DatasetDefinition> datasets) {
        return sources.entrySet().stream()
                .map(source -> source(source.getKey(), source.getValue(), datasets))
                .toList();
    }

    private static SourceSettings source(String name, TestDatabase database, List<DatasetDefinition> datasets) {
        return new SourceSettings(
                new SourceName(name),
                SourceType.POSTGRESQL,
                database.url(),
                database.username(),
                database.password(),
                datasets,
                true,
                false);
    }

    /** What both are told, with a control database of their own. */
    private static Map<String, String> environment(URI broker, TestBucket bucket) {
        TestDatabase control = PostgresServer.shared().database();
        return new TreeMap<>(Map.of(
                "ROWKEEP_CONTROL_URL", control.url(),
                "ROWKEEP_CONTROL_USERNAME", control.username(),
                "ROWKEEP_CONTROL_PASSWORD", control.password(),
                "ROWKEEP_AMQP_URI", broker.toString(),
                "ROWKEEP_S3_ENDPOINT", bucket.endpoint().toString(),
                "ROWKEEP_S3_REGION", bucket.region(),
                "ROWKEEP_S3_BUCKET", bucket.name(),
                "ROWKEEP_S3_ACCESS_KEY", bucket.accessKey(),
                "ROWKEEP_S3_SECRET_KEY", bucket.secretKey(),
                "ROWKEEP_FIRST_BACK_OFF", "200ms"));
    }

    @Override
    public void close() {
        applications.forEach(ConfigurableApplicationContext::close);
    }
}
