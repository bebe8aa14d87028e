package io.rowkeep.worker.model;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.ConflictPolicy;
import io.rowkeep.job.MergeOptions;
import io.rowkeep.job.RowDecision;
import io.rowkeep.job.RowKey;
import io.rowkeep.job.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes up how a restore merges, and decides about its conflicts. */
final class RandomOptions {

    private final Random random;

    RandomOptions(Random random) {
        this.random = random;
    }

    /** Without decisions yet. */
    MergeOptions options(List<ModelTable> tables, ModelState backup, String namespace, BackupId base) {
        return new MergeOptions(
                any(List.of(ConflictPolicy.values())),
                random.nextBoolean(),
                random.nextBoolean() ? base : null,
                random.nextInt(4) == 0 ? keys(tables, backup, namespace) : List.of(),
                List.of());
    }

    /** The same with a decision about almost every conflict, and about some rows that are none. */
    MergeOptions decided(MergeOptions options, Map<ModelTable, ExpectedMerge.Compared> found, String namespace) {
        List<RowDecision> decisions = new ArrayList<>();
        boolean complete = random.nextInt(4) > 0;
        found.forEach((table, compared) -> compared.differences().stream()
                .filter(each -> each.current() != null)
                .filter(each -> each.undecided() ? complete || random.nextInt(4) > 0 : random.nextInt(4) == 0)
                .map(each -> decision(table, Objects.requireNonNull(each.other()), namespace))
                .forEach(decisions::add));
        return new MergeOptions(
                options.conflictPolicy(), options.preserveNewer(), options.base(), options.keys(), decisions);
    }

    private List<RowKey> keys(List<ModelTable> tables, ModelState backup, String namespace) {
        List<RowKey> keys = new ArrayList<>();
        for (ModelTable table : tables) {
            for (ModelRow row : backup.of(table).values()) {
                if (random.nextInt(3) == 0) {
                    keys.add(new RowKey(new TableName(namespace, table.name()), key(table, row)));
                }
            }
        }
        return keys;
    }

    private RowDecision decision(ModelTable table, ModelRow row, String namespace) {
        TableName name = new TableName(namespace, table.name());
        if (random.nextBoolean()) {
            return new RowDecision(name, key(table, row), any(List.of(Side.values())), null);
        }
        Map<String, Side> fields = new LinkedHashMap<>();
        for (ModelColumn column : table.columns()) {
            if (fields.isEmpty() || random.nextBoolean()) {
                fields.put(column.name(), any(List.of(Side.values())));
            }
        }
        return new RowDecision(name, key(table, row), null, fields);
    }

    private static Map<String, String> key(ModelTable table, ModelRow row) {
        return table.primaryKey().stream()
                .collect(Collectors.toMap(
                        column -> column,
                        column -> Objects.requireNonNull(row.get(column)),
                        (a, b) -> a,
                        LinkedHashMap::new));
    }

    private <T extends @Nullable Object> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
