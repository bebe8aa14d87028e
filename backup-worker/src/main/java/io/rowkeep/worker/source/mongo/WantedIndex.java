package io.rowkeep.worker.source.mongo;

import io.rowkeep.dataset.TableName;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * An index that a collection is to have when a change is over.
 *
 * @param spec Extended JSON, as the server described it once
 */
record WantedIndex(TableName table, String spec) {

    BsonDocument document() {
        return new BsonDocument("table", new BsonString(table.name())).append("spec", new BsonString(spec));
    }

    static WantedIndex of(BsonDocument document) {
        return new WantedIndex(
                CollectionTable.name(document.getString("table").getValue()),
                document.getString("spec").getValue());
    }
}
