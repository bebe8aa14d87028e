package io.rowkeep.worker.source.mongo;

import io.rowkeep.dataset.FieldType;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.bson.BsonBinaryWriter;
import org.bson.BsonSerializationException;
import org.bson.RawBsonDocument;
import org.bson.io.BasicOutputBuffer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads documents from JSON: values of Extended JSON as what they say, plain ones as what their field is configured to be, else
 * whole numbers as Int32 or Int64 and others as Double. For one thread.
 */
final class DocumentReader {

    /** As deep as a server stores documents, and the levels that Extended JSON adds. */
    private static final int DEEPEST = 512;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private final Map<String, FieldType> fields;
    private final boolean strict;

    private DocumentReader(Map<String, FieldType> fields, boolean strict) {
        this.fields = Map.copyOf(fields);
        this.strict = strict;
    }

    /** For lines that were printed by us: what a document holds twice it holds twice again. */
    static DocumentReader ofLines() {
        return new DocumentReader(Map.of(), false);
    }

    /** For records that were made elsewhere: each field may be there once. */
    static DocumentReader ofRecords(Map<String, FieldType> fields) {
        return new DocumentReader(fields, true);
    }

    /** @throws IllegalArgumentException for what is no document; the message ends a sentence that names the text */
    RawBsonDocument read(byte[] json, int offset, int length) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json, offset, length);
                BasicOutputBuffer bytes = new BasicOutputBuffer(Math.max(length, 64));
                BsonBinaryWriter bson = new BsonBinaryWriter(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new DocumentRefused("is no JSON object");
            }
            ValueReader values = new ValueReader(parser, bson);
            document(values, "", values.nextName());
            if (parser.nextToken() != null) {
                throw new DocumentRefused("goes on behind its end");
            }
            return new RawBsonDocument(bytes.getInternalBuffer(), 0, bytes.getPosition());
        } catch (JacksonException e) {
            throw new DocumentRefused("is no JSON: " + e.getOriginalMessage());
        } catch (BsonSerializationException e) {
            throw new DocumentRefused("cannot be stored: " + e.getMessage());
        }
    }

    /** The parser stands at the first name; null for a document without fields. */
    private void document(ValueReader values, String path, @Nullable String first) {
        if (first != null && TypeNames.LITERAL.equals(first)) {
            typed(TypeNames.LITERAL, () -> {
                values.requireObject();
                fields(values, path, values.nextName());
                values.end();
            });
        } else {
            fields(values, path, first);
        }
    }

    private void fields(ValueReader values, String path, @Nullable String first) {
        requireShallow(values);
        values.bson().writeStartDocument();
        Set<String> seen = new HashSet<>();
        for (String name = first; name != null; name = values.nextName()) {
            if (strict && !seen.add(name)) {
                throw DocumentRefused.at(join(path, name), "is given twice");
            }
            values.bson().writeName(name);
            values.nextToken();
            value(values, join(path, name));
        }
        values.bson().writeEndDocument();
    }

    /** Whatever is wrong with a value is said of the innermost field. */
    private void value(ValueReader values, String path) {
        try {
            valueOf(values, path);
        } catch (DocumentRefused e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw DocumentRefused.at(path, String.valueOf(e.getMessage()));
        }
    }

    private void valueOf(ValueReader values, String path) {
        FieldType type = fields.get(path);
        switch (values.token()) {
            case START_OBJECT -> {
                String first = values.nextName();
                if (first == null || first.equals(TypeNames.LITERAL) || !TypeNames.contains(first)) {
                    if (type != null) {
                        throw DocumentRefused.at(path, "is a document and no " + type.id());
                    }
                    document(values, path, first);
                } else if (first.equals("$code")) {
                    typed(first, () -> code(values, path));
                } else {
                    typed(first, () -> TypedValues.write(values, first));
                }
            }
            case START_ARRAY -> {
                requireShallow(values);
                values.bson().writeStartArray();
                while (values.nextToken() != JsonToken.END_ARRAY) {
                    value(values, path);
                }
                values.bson().writeEndArray();
            }
            case VALUE_NULL -> values.bson().writeNull();
            default -> PlainValues.write(values, path, type);
        }
    }

    /** What is deeper could not be printed again. */
    private void requireShallow(ValueReader values) {
        if (strict && values.depth() > DocumentPrinter.DEEPEST) {
            throw new IllegalArgumentException("is nested more than %d levels deep".formatted(DocumentPrinter.DEEPEST));
        }
    }

    private static void typed(String name, Runnable value) {
        try {
            value.run();
        } catch (DocumentRefused e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "has a value of type %s that is none: %s".formatted(name, e.getMessage()), e);
        }
    }

    private void code(ValueReader values, String path) {
        values.nextToken();
        String code = values.text();
        String next = values.nextName();
        if (next == null) {
            values.bson().writeJavaScript(code);
        } else if (next.equals("$scope")) {
            values.bson().writeJavaScriptWithScope(code);
            values.requireObject();
            document(values, path, values.nextName());
            values.end();
        } else {
            throw new IllegalArgumentException("there is something besides it");
        }
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + '.' + name;
    }
}
