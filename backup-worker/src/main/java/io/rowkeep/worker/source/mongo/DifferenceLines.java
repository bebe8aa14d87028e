package io.rowkeep.worker.source.mongo;

import io.rowkeep.format.ByteSink;
import io.rowkeep.message.MessageMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints the differences of a collection as lines of JSON, as {@code docs/stored-format.md} says. */
final class DifferenceLines {

    /** In characters. */
    private static final int LONGEST_VALUE = 1000;

    private final DocumentPlan plan;
    private final @Nullable Documents base;

    /** @param base what both sides of a merge come from; null where nothing is known of it */
    DifferenceLines(DocumentPlan plan, @Nullable Documents base) {
        this.plan = plan;
        this.base = base;
    }

    /** Prints all of them, in order of the {@code _id}. */
    void print(ByteSink lines) throws IOException {
        try {
            plan.eachBatch(Documents.ALL, items -> print(items, lines));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void print(List<PlannedDocument> items, ByteSink lines) {
        Map<DocumentId, RawBsonDocument> before = plan.before(items);
        Map<DocumentId, RawBsonDocument> staged = plan.staged().byId(DocumentPlan.ids(items));
        Map<DocumentId, RawBsonDocument> after = plan.after(items);
        Map<DocumentId, RawBsonDocument> earlier = base == null ? Map.of() : base.byId(DocumentPlan.ids(items));
        try {
            for (PlannedDocument item : items) {
                DocumentId id = DocumentId.of(item.id());
                Sides sides = new Sides(
                        item.was() == null ? null : before.get(id),
                        item.beside() == null ? null : staged.get(id),
                        item.based() ? earlier.get(id) : null,
                        item.applied() ? after.get(id) : null);
                byte[] line = MessageMapper.JSON.writeValueAsBytes(line(item, sides));
                lines.write(line, 0, line.length);
                lines.write(new byte[] {'\n'}, 0, 1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode line(PlannedDocument item, Sides sides) {
        ObjectNode line = MessageMapper.JSON.createObjectNode();
        line.put("table", plan.table().toString());
        line.putObject("key").put(CollectionTable.ID, ValueText.of(item.id()));
        line.put("kind", item.kind().id());
        line.put("outcome", outcome(item));
        ArrayNode fields = line.putArray("fields");
        sides.names().stream().filter(sides::differIn).forEach(name -> field(fields.addObject(), name, sides));
        return line;
    }

    private static String outcome(PlannedDocument item) {
        if (!item.applied()) {
            return "keep";
        }
        return item.inserts() ? "insert" : item.deletes() ? "delete" : "update";
    }

    private static void field(ObjectNode field, String name, Sides sides) {
        field.put("name", name);
        boolean exact = sides.readAlike(name);
        boolean cut = put(field, "current", sides.current(), name, exact);
        cut |= put(field, "backup", sides.backup(), name, exact);
        cut |= put(field, "base", sides.base(), name, exact);
        cut |= put(field, "result", sides.result(), name, exact);
        if (cut) {
            field.put("cut", true);
        }
    }

    /** Nothing where that side has no such document, or no such field. */
    private static boolean put(
            ObjectNode field, String label, @Nullable BsonDocument side, String name, boolean exact) {
        @Nullable BsonValue value = side == null ? null : side.get(name);
        if (value == null) {
            return false;
        }
        if (value.isNull()) {
            field.putNull(label);
            return false;
        }
        String text = exact ? ValueText.exact(value) : ValueText.of(value);
        boolean cut = text.codePointCount(0, text.length()) > LONGEST_VALUE;
        field.put(label, cut ? text.substring(0, text.offsetByCodePoints(0, LONGEST_VALUE)) : text);
        return cut;
    }

    /** What a document is on each side, as far as it is there. */
    private record Sides(
            @Nullable BsonDocument current,
            @Nullable BsonDocument backup,
            @Nullable BsonDocument base,
            @Nullable BsonDocument result) {

        Set<String> names() {
            Set<String> names = new LinkedHashSet<>();
            if (current != null) {
                names.addAll(current.keySet());
            }
            if (backup != null) {
                names.addAll(backup.keySet());
            }
            return names;
        }

        /** All fields differ where one side has no such document. The {@code _id} never does where both have one. */
        boolean differIn(String name) {
            return current == null
                    || backup == null
                    || (!name.equals(CollectionTable.ID) && !SameDocuments.same(current.get(name), backup.get(name)));
        }

        /** Whether two values differ that people would read alike. */
        boolean readAlike(String name) {
            @Nullable BsonValue one = current == null ? null : current.get(name);
            @Nullable BsonValue other = backup == null ? null : backup.get(name);
            return one != null && other != null && Objects.equals(ValueText.of(one), ValueText.of(other));
        }
    }
}
