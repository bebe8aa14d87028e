package io.rowkeep.artifact;

import io.rowkeep.format.ColumnMapping;
import java.util.ArrayList;
import java.util.List;

/** The columns of a before-image: two that describe it, then those of the table. No names that people would choose. */
public final class ImageColumns {

    /** Whether there was no such row. Then only the columns of the key mean something. */
    public static final String ABSENT = "rowkeep_absent";

    /** SHA-256 in hexadecimal of what the row was after the change; NULL when it was gone. */
    public static final String AFTER = "rowkeep_after";

    private static final List<Column> DESCRIBING = List.of(
            new Column(ABSENT, "boolean", ColumnMapping.BOOLEAN, true, null),
            new Column(AFTER, "text", ColumnMapping.TEXT, false, null));

    private ImageColumns() {}

    /** The columns of the images of a table with these. */
    public static List<Column> of(List<Column> table) {
        List<Column> columns = new ArrayList<>(DESCRIBING);
        columns.addAll(table);
        return columns;
    }

    /** The columns of the table that images with these are of. */
    public static List<Column> ofTable(List<Column> images) {
        return images.stream()
                .filter(column ->
                        !column.name().equals(ABSENT) && !column.name().equals(AFTER))
                .toList();
    }
}
