package io.rowkeep.quickstart;

import io.rowkeep.api.ApiSettings;
import io.rowkeep.quickstart.example.Example;
import io.rowkeep.settings.CommonSettings;
import io.rowkeep.settings.SettingsReader;
import io.rowkeep.worker.settings.WorkerSettings;
import io.rowkeep.worker.settings.WorkerSettingsReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of API and worker, made from what was started; read by the same strict reader as anybody's.
 *
 * @param workerFile the worker's configuration, which is the example's
 */
record AppSettings(Example example, BackingServers servers, String adminToken, Path workerFile) {

    /** Writes the worker's configuration into the folder. */
    static AppSettings of(Example example, BackingServers servers, DataFolder folder) {
        return new AppSettings(
                example, servers, folder.secrets().adminToken(), folder.write("rowkeep.yml", example.configuration()));
    }

    ApiSettings api() {
        return new ApiSettings(CommonSettings.read(SettingsReader.of(common())), adminToken);
    }

    WorkerSettings worker() {
        Map<String, String> environment = common();
        environment.put("ROWKEEP_CONFIG", workerFile.toString());
        environment.putAll(example.variables(servers.places()));
        return WorkerSettingsReader.read(environment, Runtime.getRuntime().maxMemory());
    }

    ConnectionFile connections(String apiUrl) {
        return new ConnectionFile(
                apiUrl,
                adminToken,
                servers.control(),
                servers.amqpUri(),
                servers.s3(),
                Map.of(
                        example.id(),
                        servers.places().database(),
                        example.id() + "-copy",
                        servers.places().copy()));
    }

    private Map<String, String> common() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("ROWKEEP_CONTROL_URL", servers.control().url());
        environment.put("ROWKEEP_CONTROL_USERNAME", servers.control().username());
        environment.put("ROWKEEP_CONTROL_PASSWORD", servers.control().password());
        environment.put("ROWKEEP_AMQP_URI", servers.amqpUri());
        environment.put("ROWKEEP_S3_ENDPOINT", servers.s3().endpoint());
        environment.put("ROWKEEP_S3_REGION", servers.s3().region());
        environment.put("ROWKEEP_S3_BUCKET", servers.s3().bucket());
        environment.put("ROWKEEP_S3_ACCESS_KEY", servers.s3().accessKey());
        environment.put("ROWKEEP_S3_SECRET_KEY", servers.s3().secretKey());
        return environment;
    }
}
