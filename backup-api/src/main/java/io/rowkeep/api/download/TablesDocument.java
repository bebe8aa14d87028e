package io.rowkeep.api.download;

import io.rowkeep.artifact.Column;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.message.MessageMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One JSON document of several tables: {@code {"tables": [{tableName, primaryKey, columns, records}], "metadata": {…}}}. A table of
 * schema {@code public} goes by its own name, any other one by {@code schema.name}.
 */
final class TablesDocument {

    private static final String VERSION = "1.0";
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final JsonRecords records;
    private final Manifest manifest;
    private final OutputStream out;

    TablesDocument(TableWriter tables, Manifest manifest, OutputStream out) {
        this.records = new JsonRecords(tables, out);
        this.manifest = manifest;
        this.out = out;
    }

    void write(List<TableEntry> entries, Instant exportedAt) throws IOException {
        print("{\"tables\":[");
        String separator = "";
        for (TableEntry entry : entries) {
            print(separator);
            table(entry);
            separator = ",";
        }
        print("],\"metadata\":");
        print(json(metadata(entries, exportedAt)));
        print("}\n");
    }

    private void table(TableEntry entry) throws IOException {
        // The columns, because a column of jsonb is absent from every record where it is NULL everywhere.
        print("\n{\"tableName\":%s,\"primaryKey\":%s,\"columns\":%s,\"records\":"
                .formatted(
                        json(entry.name().shortText()),
                        json(primaryKey(entry)),
                        json(entry.columns().stream().map(Column::name).toList())));
        records.write(entry);
        print("}");
    }

    /** One column's name as it is; several as a list; null for no key. */
    private static @Nullable Object primaryKey(TableEntry entry) {
        return switch (entry.primaryKey().size()) {
            case 0 -> null;
            case 1 -> entry.primaryKey().getFirst();
            default -> entry.primaryKey();
        };
    }

    private Map<String, Object> metadata(List<TableEntry> entries, Instant exportedAt) {
        Map<String, Long> counts = new LinkedHashMap<>();
        entries.forEach(entry -> counts.put(entry.name().shortText(), entry.rows()));
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("exportedAt", MILLISECONDS.format(exportedAt));
        metadata.put("version", VERSION);
        metadata.put("recordCounts", counts);
        metadata.put("source", manifest.source());
        metadata.put("dataset", manifest.dataset());
        metadata.put("backupId", manifest.backupId());
        metadata.put("takenAt", manifest.snapshot().takenAt());
        return metadata;
    }

    private static String json(@Nullable Object value) {
        return MessageMapper.JSON.writeValueAsString(value);
    }

    private void print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
