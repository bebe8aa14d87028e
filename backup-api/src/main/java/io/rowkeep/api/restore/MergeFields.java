package io.rowkeep.api.restore;

import io.rowkeep.api.problem.InvalidField;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.ConflictPolicy;
import io.rowkeep.job.MergeOptions;
import io.rowkeep.job.RestoreMode;
import io.rowkeep.job.RowDecision;
import io.rowkeep.job.RowKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of a request that are about merging. */
final class MergeFields {

    private MergeFields() {}

    /**
     * How the request wants to merge; null when it wants to replace.
     *
     * @param tables those that are restored, by their names in the target
     * @throws InvalidField naming the field that cannot be
     */
    static @Nullable MergeOptions of(RestoreRequest request, Collection<TableName> tables) {
        if (request.mode() == RestoreMode.REPLACE) {
            requireNone(request);
            return null;
        }
        ConflictPolicy policy = Objects.requireNonNullElse(request.conflictPolicy(), ConflictPolicy.BACKUP_WINS);
        List<RowKey> keys = items("keys", request.keys(), KeyRequest::row);
        List<RowDecision> decisions = items("decisions", request.decisions(), DecisionRequest::decision);
        if (request.decisions() != null && policy != ConflictPolicy.MANUAL) {
            throw new InvalidField(
                    "decisions",
                    "The field 'decisions' needs \"conflictPolicy\": \"manual\": %s decides by itself"
                            .formatted(policy.id()));
        }
        requireRows("keys", keys, tables);
        requireRows(
                "decisions",
                decisions.stream()
                        .map(decision -> new RowKey(decision.table(), decision.key()))
                        .toList(),
                tables);
        return new MergeOptions(policy, Boolean.TRUE.equals(request.preserveNewer()), request.base(), keys, decisions);
    }

    private static void requireNone(RestoreRequest request) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("keys", request.keys());
        fields.put("conflictPolicy", request.conflictPolicy());
        fields.put("preserveNewer", request.preserveNewer());
        fields.put("base", request.base());
        fields.put("decisions", request.decisions());
        fields.forEach((field, value) -> {
            if (value != null) {
                throw new InvalidField(
                        field,
                        "The field '%s' is about merging: leave it out, or ask for \"mode\": \"merge\""
                                .formatted(field));
            }
        });
    }

    private static <R, T> List<T> items(String field, @Nullable List<@Nullable R> requested, Function<R, T> item) {
        if (requested == null) {
            return List.of();
        }
        if (requested.isEmpty() || requested.contains(null)) {
            throw new InvalidField(
                    field, "The field '%s' holds at least one row and no null; leave it out for none".formatted(field));
        }
        return requested.stream()
                .map(each -> item.apply(Objects.requireNonNull(each)))
                .toList();
    }

    private static void requireRows(String field, List<RowKey> rows, Collection<TableName> tables) {
        Set<RowKey> seen = new HashSet<>();
        for (RowKey row : rows) {
            if (!tables.contains(row.table())) {
                throw new InvalidField(
                        field, "The field '%s' names table %s, which is not restored".formatted(field, row.table()));
            }
            if (!seen.add(row)) {
                throw new InvalidField(
                        field,
                        "The field '%s' names row %s of table %s twice".formatted(field, row.key(), row.table()));
            }
        }
    }
}
