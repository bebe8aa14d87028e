package io.rowkeep.api.download;

import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.message.MessageMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/**
 * A JSON document of one table: its records alone, or among {@code {"backup_timestamp", "backup_datetime", "total_users", "users"}}
 * for a table {@code users}. Values are plain, as an application prints them.
 */
final class RecordsDocument {

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss", Locale.ROOT);
    private static final DateTimeFormatter DATETIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

    /** Fields that mean something else to whoever reads the document. */
    private static final Set<String> TAKEN = Set.of("backup_timestamp", "backup_datetime", "tables");

    private final LocalNames names;
    private final JsonRecords records;
    private final OutputStream out;

    RecordsDocument(TableWriter tables, Manifest manifest, OutputStream out) {
        this.names = new LocalNames(manifest);
        this.records = new JsonRecords(tables, out);
        this.out = out;
    }

    /** Writes nothing but the records. */
    void writeArray(TableEntry entry) throws IOException {
        records.writePlain(entry);
        print("\n");
    }

    /** Writes the records after the time of the backup and how many they are. */
    void writeNamed(TableEntry entry) throws IOException {
        ZonedDateTime moment = names.moment();
        String field = field(entry);
        print("{\"backup_timestamp\":%s,\"backup_datetime\":%s,%s:%d,%s:"
                .formatted(
                        json(TIMESTAMP.format(moment)),
                        json(DATETIME.format(moment)),
                        json("total_" + field),
                        entry.rows(),
                        json(field)));
        records.writePlain(entry);
        print("}\n");
    }

    /** The table's own name, with its schema where it would not be found by that when the document is imported. */
    private String field(TableEntry entry) {
        String name = entry.name().name();
        return names.shared(entry) || TAKEN.contains(name) ? entry.name().toString() : name;
    }

    private static String json(String text) {
        return MessageMapper.JSON.writeValueAsString(text);
    }

    private void print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
