package io.rowkeep.worker.source.mongo;

import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;

/** Conflicts about which somebody has to decide before anything is written. */
final class Undecided {

    private static final int EXAMPLES = 3;
    private static final BsonDocument FILTER = new BsonDocument("undecided", BsonBoolean.TRUE);

    private final DocumentPlan plan;

    Undecided(DocumentPlan plan) {
        this.plan = plan;
    }

    /** Says how many there are, and names some. */
    Optional<JobError> refusal() {
        List<String> examples = new ArrayList<>();
        long[] rows = {0};
        plan.eachBatch(FILTER, items -> {
            rows[0] += items.size();
            items.stream()
                    .limit(EXAMPLES - (long) examples.size())
                    .map(item -> "(_id) = (%s)".formatted(ValueText.of(item.id())))
                    .forEach(examples::add);
        });
        return rows[0] == 0
                ? Optional.empty()
                : Optional.of(new JobError(
                        ErrorCode.DECISIONS_MISSING,
                        "%d conflicts in table %s have no decision, among them %s: decide about every one of them, or choose another policy"
                                .formatted(rows[0], plan.table(), String.join("; ", examples))));
    }
}
