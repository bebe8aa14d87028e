package io.rowkeep.api.restore;

import io.rowkeep.job.MergeOptions;
import io.rowkeep.job.RestoreSpec;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What decides which differences a restore finds and what becomes of them, by the names of the request's fields. Decisions are not
 * among it: they are made by somebody who has seen the differences. What only a merge has is there only for one.
 */
record RestoreChoices(Map<String, @Nullable Object> byField) {

    static RestoreChoices of(RestoreSpec spec) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("backup", spec.backupId());
        fields.put("target.source", spec.source());
        fields.put("target.schema", spec.schema());
        fields.put("mode", spec.mode());
        fields.put("tables", new HashSet<>(spec.tables()));
        MergeOptions merge = spec.merge();
        if (merge != null) {
            fields.put("keys", new HashSet<>(merge.keys()));
            fields.put("conflictPolicy", merge.conflictPolicy());
            fields.put("preserveNewer", merge.preserveNewer());
            fields.put("base", merge.base());
        }
        fields.put("drift", spec.drift());
        fields.put("triggers", spec.triggers());
        return new RestoreChoices(fields);
    }

    /** The fields that both have and in which they are not the same. */
    List<String> otherThan(RestoreChoices other) {
        return byField.keySet().stream()
                .filter(other.byField::containsKey)
                .filter(field -> !Objects.equals(byField.get(field), other.byField.get(field)))
                .toList();
    }
}
