package io.rowkeep.client.spring.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.client.spring.RowkeepAutoConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The Spring component of the README starts with the starter, and is word for word in the README. */
class ReadmeTest {

    @Test
    void theComponentOfTheReadmeGetsTheClient() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RowkeepAutoConfiguration.class))
                .withPropertyValues("rowkeep.client.url=http://127.0.0.1:1", "rowkeep.client.token=x")
                .withBean(Backups.class)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(Backups.class));
    }

    @Test
    void theComponentOfTheReadmeIsThis() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/rowkeep/client/spring/example/Backups.java"));
        String component = source.substring(source.indexOf("@Component"));

        assertThat(Files.readString(Path.of("../README.md"))).contains("```java\n" + component + "```");
    }
}
