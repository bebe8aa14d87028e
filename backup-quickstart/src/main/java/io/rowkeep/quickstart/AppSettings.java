package io.rowkeep.quickstart;

import io.rowkeep.api.ApiSettings;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.dataset.TablePattern;
import io.rowkeep.settings.CommonSettings;
import io.rowkeep.settings.SettingsReader;
import io.rowkeep.worker.settings.SourceSettings;
import io.rowkeep.worker.settings.WorkerSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings of API and worker, made from what was started; read by the same strict reader as anybody's. */
record AppSettings(BackingServers servers, String adminToken) {

    ApiSettings api() {
        return new ApiSettings(common(), adminToken);
    }

    WorkerSettings worker() {
        ConnectionFile.Database sample = servers.sample();
        return WorkerSettings.of(
                common(),
                List.of(new SourceSettings(
                        new SourceName(SampleSource.NAME),
                        sample.type(),
                        sample.url(),
                        sample.username(),
                        sample.password(),
                        List.of(dataset()),
                        false,
                        false)));
    }

    private static DatasetDefinition dataset() {
        return new DatasetDefinition(
                new DatasetName(SampleSource.DATASET),
                List.of(new TablePattern("public.*")),
                List.of(),
                List.of(new KeepRule(TableName.parse("public.users"), "is_admin")),
                null,
                null);
    }

    ConnectionFile connections(String apiUrl) {
        return new ConnectionFile(
                apiUrl,
                adminToken,
                servers.control(),
                servers.amqpUri(),
                servers.s3(),
                Map.of(SampleSource.NAME, servers.sample()));
    }

    private CommonSettings common() {
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
        return CommonSettings.read(SettingsReader.of(environment));
    }
}
