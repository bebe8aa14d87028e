package io.rowkeep.client.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What editors are told about the settings. */
class MetadataTest {

    @Test
    void everySettingIsDescribedAndNoOther() throws IOException {
        List<String> described = new ArrayList<>();
        try (InputStream file = getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            JsonNode metadata = new JsonMapper().readTree(file);
            metadata.get("properties")
                    .forEach(property -> described.add(property.get("name").stringValue()));
        }

        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                names("rowkeep.client", RowkeepProperties.class),
                                names("rowkeep.client.events", RowkeepProperties.Events.class))
                        .filter(name -> !name.equals("rowkeep.client.events"))
                        .toList());
    }

    private static Stream<String> names(String prefix, Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .map(name -> ConfigurationPropertyName.of(prefix).append(name).toString());
    }
}
