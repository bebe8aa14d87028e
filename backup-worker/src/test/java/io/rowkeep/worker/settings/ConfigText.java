package io.rowkeep.worker.settings;

import io.rowkeep.failure.BackupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.Assertions;

/** A configuration file and an environment for tests of the settings. */
final class ConfigText {

    static final long HEAP = 256L << 20;

    private final Path file;
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "ROWKEEP_CONTROL_URL", "jdbc:postgresql://control/rowkeep",
            "ROWKEEP_CONTROL_USERNAME", "rowkeep",
            "ROWKEEP_CONTROL_PASSWORD", "control-secret",
            "ROWKEEP_AMQP_URI", "amqp://guest:amqp-secret@broker:5672",
            "ROWKEEP_S3_ENDPOINT", "http://store:8333",
            "ROWKEEP_S3_BUCKET", "backups",
            "ROWKEEP_S3_ACCESS_KEY", "access",
            "ROWKEEP_S3_SECRET_KEY", "s3-secret",
            "SCHOOL_DB_PASSWORD", "school-secret",
            "PATH", "/usr/bin"));

    ConfigText(Path folder, String yaml) {
        try {
            this.file = Files.writeString(folder.resolve("worker.yaml"), yaml);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        environment.put("ROWKEEP_CONFIG", file.toString());
    }

    Path file() {
        return file;
    }

    ConfigText with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    ConfigText without(String variable) {
        environment.remove(variable);
        return this;
    }

    WorkerSettings read() {
        return WorkerSettingsReader.read(environment, HEAP);
    }

    /** The one sentence that stops the start. */
    String refusal() {
        BackupException refusal = Assertions.catchThrowableOfType(BackupException.class, this::read);
        Assertions.assertThat(refusal).as("the settings are refused").isNotNull();
        return refusal.getMessage();
    }
}
