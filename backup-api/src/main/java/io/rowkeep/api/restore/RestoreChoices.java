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
 * among it: they are made by somebody who has seen the differences.
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
        fields.put("keys", merge == null ? null : new HashSet<>(merge.keys()));
        fields.put("conflictPolicy", merge == null ? null : merge.conflictPolicy());
        fields.put("preserveNewer", merge == null ? null : merge.preserveNewer());
        fields.put("base", merge == null ? null : merge.base());
        fields.put("drift", spec.drift());
        fields.put("triggers", spec.triggers());
        return new RestoreChoices(fields);
    }

    /** The fields in which the two are not the same. */
    List<String> otherThan(RestoreChoices other) {
        return byField.keySet().stream()
                .filter(field -> !Objects.equals(byField.get(field), other.byField.get(field)))
                .toList();
    }
}
