package io.rowkeep.worker.source.mongo;

import java.util.Collection;
import java.util.List;

/** What is promised about a change that is no transaction. */
final class Guarantee {

    private Guarantee() {}

    /** As a sentence for an administrator; none about a change of nothing. */
    static List<String> of(MongoConnection connection, Collection<DocumentPlan> plans) {
        long documents = plans.stream().mapToLong(DocumentPlan::applied).sum();
        if (documents == 0) {
            return List.of();
        }
        String why = connection.abilities().transactions()
                ? "%d documents are too many for one transaction".formatted(documents)
                : "the server has no transactions";
        return List.of(
                "Changed document by document, because %s: others could see a part of the change; it was written down first and is always brought to its end or taken back"
                        .formatted(why));
    }
}
