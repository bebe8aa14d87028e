package io.rowkeep.message;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** The message contract, {@code docs/asyncapi.yaml}, as a judge of messages. */
public final class MessageContract {

    private static final String ADDRESS = "https://rowkeep.io/asyncapi.json";

    private final JsonNode document;
    private final SchemaRegistry schemas;

    public MessageContract() {
        try {
            Object yaml = new Yaml().load(Files.readString(Path.of("../docs/asyncapi.yaml")));
            document = MessageMapper.JSON.valueToTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String json = MessageMapper.JSON.writeValueAsString(document);
        schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(Map.of(ADDRESS, json))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    /** What the message, named as in the contract, does against it; empty when all is well. */
    public List<Error> violations(String name, JsonNode message) {
        JsonNode payload = document.at("/components/messages/%s/payload/schema/$ref".formatted(name));
        Schema schema = schemas.getSchema(SchemaLocation.of(ADDRESS + payload.asString()));
        return schema.validate(message);
    }

    /** The names of all messages. */
    public List<String> names() {
        return List.copyOf(document.at("/components/messages").propertyNames());
    }
}
