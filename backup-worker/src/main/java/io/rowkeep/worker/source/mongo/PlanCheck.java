package io.rowkeep.worker.source.mongo;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.RawBsonDocument;

/** Looks whether a collection still is what a plan was made for, right before the plan is decided. */
final class PlanCheck {

    private final MongoConnection connection;

    PlanCheck(MongoConnection connection) {
        this.connection = connection;
    }

    /** @throws BackupException with {@code SOURCE_CONFLICT} when others have written to it, or the plan is not whole */
    void require(DocumentPlan plan) {
        if (plan.count(PlannedDocument.APPLIED) != plan.applied()) {
            throw new BackupException(
                    ErrorCode.SOURCE_CONFLICT,
                    "Source %s: the plan for table %s is not whole any more: another session has swept it away"
                            .formatted(connection.source(), plan.table()));
        }
        Documents table = plan.documents();
        plan.eachBatch(PlannedDocument.APPLIED, items -> requireSame(plan, items, table.byId(DocumentPlan.ids(items))));
    }

    /** The same of some documents. */
    static void requireSame(DocumentPlan plan, List<PlannedDocument> items, Map<DocumentId, RawBsonDocument> now) {
        for (PlannedDocument item : items) {
            if (!Objects.equals(SameDocuments.digestOf(now.get(DocumentId.of(item.id()))), item.was())) {
                throw new BackupException(
                        ErrorCode.SOURCE_CONFLICT,
                        "Row %s of table %s was written by others while the change was prepared: nothing was changed"
                                .formatted(ValueText.key(item.id()), plan.table()));
            }
        }
    }
}
