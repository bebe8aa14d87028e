package io.rowkeep.worker.source.mongo;

import java.util.Collection;

/** What is promised about a change that is no transaction. */
final class Guarantee {

    private Guarantee() {}

    /** As a sentence for an administrator. */
    static String of(MongoConnection connection, Collection<DocumentPlan> plans) {
        long documents = plans.stream().mapToLong(DocumentPlan::applied).sum();
        String why = connection.abilities().transactions()
                ? "%d documents are too many for one transaction".formatted(documents)
                : "the server has no transactions";
        return "Changed document by document, because %s: others could see a part of the change; it was written down first and is always brought to its end or taken back"
                .formatted(why);
    }
}
