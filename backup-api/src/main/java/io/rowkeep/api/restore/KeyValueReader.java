package io.rowkeep.api.restore;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads the value of a key with the digits that were sent: nothing becomes a number on the way. */
final class KeyValueReader extends ValueDeserializer<KeyValue> {

    @Override
    public KeyValue deserialize(JsonParser json, DeserializationContext context) {
        return switch (json.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> value(json, context);
            case null, default -> throw refused(context, "it must be a string, a number or a boolean");
        };
    }

    @Override
    public KeyValue getNullValue(DeserializationContext context) {
        throw refused(context, "no value of a primary key is null");
    }

    private static KeyValue value(JsonParser json, DeserializationContext context) {
        try {
            return new KeyValue(json.getString());
        } catch (IllegalArgumentException e) {
            throw context.instantiationException(KeyValue.class, e);
        }
    }

    private static RuntimeException refused(DeserializationContext context, String why) {
        return context.instantiationException(KeyValue.class, new IllegalArgumentException(why));
    }
}
