package io.rowkeep.worker.imports;

import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** The JSON of a file as tokens; strings are never held whole. For one thread. */
final class JsonFile {

    private static final int LONGEST_NUMBER = 200_000;

    private final JsonParser json;
    private final String file;
    private final int maxDepth;

    private JsonFile(JsonParser json, String file, int maxDepth) {
        this.json = json;
        this.file = file;
        this.maxDepth = maxDepth;
    }

    /** @param file its name for a sentence */
    static JsonFile open(InputStream in, String file, int maxDepth) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNumberLength(LONGEST_NUMBER)
                        .build())
                // A table of all names that occurred would grow with every document within a field.
                .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                .build();
        return new JsonFile(factory.createParser(ObjectReadContext.empty(), new Utf8Text(in, file)), file, maxDepth);
    }

    /** Does something with the parser; what it does not understand is refused with its place. */
    <T> T reading(Reading<T> reading) throws IOException {
        try {
            return reading.read(json);
        } catch (JacksonException e) {
            throw Refusal.of(
                    "%s is no JSON that can be read%s: %s"
                            .formatted(file, place(e), Refusal.quote(String.valueOf(e.getOriginalMessage()))),
                    e);
        }
    }

    private static String place(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        return at == null ? "" : ", at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    }

    /** What was found instead of what the form wants. */
    RuntimeException unexpected(String wanted) {
        JsonToken found = json.currentToken();
        return Refusal.of("%s, line %d: there must be %s, and there is %s"
                .formatted(
                        file,
                        json.currentTokenLocation().getLineNr(),
                        wanted,
                        found == null ? "nothing" : word(found)));
    }

    private static String word(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            default -> "something else";
        };
    }

    /** The string that the parser stands at, where it can only be a name. */
    String text() {
        NameText text = new NameText(file);
        json.readString(text);
        return text.toString();
    }

    /** How deep it may be nested. */
    int maxDepth() {
        return maxDepth;
    }

    /** The name for a sentence. */
    String name() {
        return file;
    }

    /** Reads with a parser. */
    interface Reading<T> {
        T read(JsonParser json) throws IOException;
    }
}
