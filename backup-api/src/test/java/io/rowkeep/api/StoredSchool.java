package io.rowkeep.api;

import io.rowkeep.artifact.Column;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.format.ColumnMapping;
import java.util.List;

/** The content of planted backups: a table of every kind of mapping, one with an odd name, and one without rows or key. */
final class StoredSchool {

    static final TableName ODD = new TableName("Schul/Verwaltung", "Kurs \"Ü\", alt");
    static final TableName NO_ROWS = new TableName("public", "empty");
    static final List<Column> COLUMNS = List.of(
            column("id", "integer", ColumnMapping.NUMBER),
            column("full name", "text", ColumnMapping.TEXT),
            column("active", "boolean", ColumnMapping.BOOLEAN),
            column("extra", "jsonb", ColumnMapping.JSON));
    static final List<String> FIRST = List.of("1\tAda \"L\"\tt\t{\"a\": [1]}", "2\t\\N\t\\N\t\\N");
    static final List<String> SECOND = List.of("3\t\tf\tnull", "4\ta,b\\nc\\\\N\tt\t{}");

    private StoredSchool() {}

    static PlantedBackup planted(BackupFormat format) {
        return new PlantedBackup("school", format)
                .table(School.STUDENTS, COLUMNS, List.of("id"), FIRST, SECOND)
                .table(ODD, COLUMNS, List.of("id", "full name"), FIRST)
                .table(NO_ROWS, COLUMNS, List.of())
                .finish();
    }

    private static Column column(String name, String type, ColumnMapping mapping) {
        return new Column(name, type, mapping, false, null);
    }
}
