package io.rowkeep.worker.source.mongo;

import io.rowkeep.artifact.CollectionShape;
import io.rowkeep.artifact.Column;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.ColumnMapping;
import io.rowkeep.format.LineFormat;
import io.rowkeep.worker.source.SourceTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A collection in the words for tables. Documents have any fields, so the one column that there is to tell of is their key. */
final class CollectionTable {

    /** The field that every document has, and no two of a collection share. */
    static final String ID = "_id";

    /** Collections have no schemas; this one is left out of names in requests and configurations. */
    private static final String SCHEMA = "public";

    private static final Column KEY = new Column(ID, "bson", ColumnMapping.JSON, true, null);

    private CollectionTable() {}

    /** The name of a collection. */
    static TableName name(String collection) {
        return new TableName(SCHEMA, collection);
    }

    /**
     * A collection as a table.
     *
     * @param shape how it was made; null where nobody asks
     */
    static SourceTable describe(TableName name, @Nullable CollectionShape shape) {
        return new SourceTable(name, List.of(KEY), List.of(), List.of(ID), LineFormat.EJSON, 0, shape);
    }
}
