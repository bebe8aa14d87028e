package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Reads the compose file as the API in it would be told. */
class ComposeFileTest {

    @Test
    void theApisEnvironmentIsMadeOfSettingsThatExist() throws IOException {
        ApiSettings settings = ApiSettings.read(environment("api"));

        assertThat(settings.adminToken()).isEqualTo("filled-in");
        assertThat(settings.common().s3().bucket()).isEqualTo("rowkeep");
    }

    private static Map<String, String> environment(String service) throws IOException {
        try (Reader reader = Files.newBufferedReader(Path.of("../docker-compose.yml"))) {
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
