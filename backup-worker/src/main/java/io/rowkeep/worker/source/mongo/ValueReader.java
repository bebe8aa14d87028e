package io.rowkeep.worker.source.mongo;

import org.bson.BsonBinaryWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Where the values of a document come from and go to.
 *
 * @param bson takes them, each after its name
 */
record ValueReader(JsonParser json, BsonBinaryWriter bson) {

    JsonToken token() {
        return json.currentToken();
    }

    /** How many objects and arrays are open. */
    int depth() {
        return json.streamReadContext().getNestingDepth();
    }

    JsonToken nextToken() {
        return json.nextToken();
    }

    /** The next name of the object; null at its end. */
    @Nullable
    String nextName() {
        String name = json.nextName();
        if (name != null && name.indexOf(0) >= 0) {
            throw new IllegalArgumentException("has a field with the character U+0000 in its name");
        }
        return name == null ? null : whole(name);
    }

    /** The string that comes next or stands here. */
    String text() {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException("there must be a string");
        }
        return whole(json.getString());
    }

    /** Goes on to the beginning of an object. */
    void requireObject() {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("there must be an object");
        }
    }

    /** Goes on to the end of an object. */
    void end() {
        if (json.nextToken() != JsonToken.END_OBJECT) {
            throw new IllegalArgumentException("there is something behind it");
        }
    }

    /** UTF-8 has no form for half of a surrogate pair, and a question mark would be another text. */
    private static String whole(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && at + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(at + 1));
                if (!pair) {
                    throw new IllegalArgumentException("holds half of a surrogate pair, which is no character");
                }
                at++;
            }
        }
        return text;
    }
}
