package io.rowkeep.worker.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.SourceName;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Reads the compose file as a worker in it would be told. */
class ComposeFileTest {

    private static final Path ROOT = Path.of("..");
    private static final long HEAP = 256L << 20;

    @Test
    void theWorkersEnvironmentAndTheExampleOfItsFileAreSettingsThatExist() throws IOException {
        Map<String, String> environment = environment("worker");
        environment.put(
                "ROWKEEP_CONFIG", ROOT.resolve("docker/rowkeep.example.yaml").toString());
        environment.put("SCHOOL_DB_PASSWORD", "secret");

        WorkerSettings settings = WorkerSettingsReader.read(environment, HEAP);

        assertThat(settings.healthFile()).isNotNull();
        assertThat(settings.sources()).extracting(SourceSettings::name).containsExactly(new SourceName("school"));
    }

    private static Map<String, String> environment(String service) throws IOException {
        try (Reader reader = Files.newBufferedReader(ROOT.resolve("docker-compose.yml"))) {
            Map<String, Map<String, Map<String, Map<String, Object>>>> file = new Yaml().load(reader);
            Map<String, String> environment = new TreeMap<>();
            file.get("services")
                    .get(service)
                    .get("environment")
                    .forEach((name, value) ->
                            environment.put(name, value.toString().replaceAll("\\$\\{[^}]*}", "filled-in")));
            return environment;
        }
    }
}
