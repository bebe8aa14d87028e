package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.TableName;
import io.rowkeep.dataset.TablePattern;
import io.rowkeep.job.SkippedTable;
import io.rowkeep.worker.source.UnknownTables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Applies a dataset's patterns to the relations of a database. A partitioned table is one table, its partitions are where its rows
 * are; a partition is a table of its own only when it is named exactly and nothing above it is selected. Children by inheritance
 * are tables of their own.
 */
final class TableSelection {

    /** Our ledger lies there. */
    private static final String OWN_SCHEMA = "rowkeep";

    private final Relations relations;
    private final DatasetDefinition dataset;
    private final Set<Relation> tables = new LinkedHashSet<>();
    private final List<SkippedTable> skipped = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    TableSelection(Relations relations, DatasetDefinition dataset) {
        this.relations = relations;
        this.dataset = dataset;
        relations.all().stream().filter(relation -> !relation.isPartition()).forEach(this::consider);
        relations.all().stream()
                .filter(Relation::isPartition)
                // From the top of each tree down: what is below a selected table is its content.
                .sorted((a, b) -> Integer.compare(depth(a), depth(b)))
                .forEach(this::considerPartition);
    }

    /** In order of name. */
    List<Relation> tables() {
        return tables.stream().sorted((a, b) -> a.name().compareTo(b.name())).toList();
    }

    List<SkippedTable> skipped() {
        return List.copyOf(skipped);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The tables of the dataset that were asked for; a partition of one of them can be asked for alone. */
    List<Relation> only(List<TableName> requested) {
        Set<TableName> wanted = new HashSet<>(requested);
        List<TableName> unknown =
                requested.stream().filter(name -> !canBeRequested(name)).toList();
        if (!unknown.isEmpty()) {
            throw UnknownTables.failure(
                    dataset.name(),
                    unknown,
                    tables().stream().map(Relation::name).toList());
        }
        return relations.all().stream()
                .filter(relation -> wanted.contains(relation.name()))
                .filter(relation ->
                        relations.ancestors(relation).stream().noneMatch(above -> wanted.contains(above.name())))
                .toList();
    }

    private boolean canBeRequested(TableName name) {
        return relations
                .find(name)
                .filter(relation -> tables.contains(relation) || isOpenPartition(relation))
                .isPresent();
    }

    private boolean isOpenPartition(Relation relation) {
        return relation.kind().isTable() && !relation.detaching() && isCovered(relation) && !isExcluded(relation);
    }

    private void consider(Relation relation) {
        if (!dataset.selects(relation.name())) {
            return;
        }
        if (relation.name().schema().equals(OWN_SCHEMA)) {
            skip(relation, "Rowkeep's own schema");
        } else if (relation.extension() != null) {
            skip(relation, "belongs to extension " + relation.extension());
        } else if (!relation.kind().isTable()) {
            skip(relation, relation.kind().phrase());
        } else {
            tables.add(relation);
        }
    }

    private void considerPartition(Relation partition) {
        if (isCovered(partition)) {
            coveredPartition(partition);
        } else if (isNamedExactly(partition)) {
            consider(partition);
        } else if (dataset.selects(partition.name())) {
            skip(partition, "partition of %s, which the dataset does not select".formatted(parentOf(partition)));
        }
    }

    private void coveredPartition(Relation partition) {
        if (partition.detaching()) {
            skip(partition, "partition that is being detached from %s".formatted(parentOf(partition)));
        } else if (!partition.kind().isTable()) {
            skip(
                    partition,
                    "%s that is a partition of %s".formatted(partition.kind().phrase(), parentOf(partition)));
        } else if (isExcluded(partition)) {
            warnings.add("%s is excluded, but it is a partition of %s, which is one table with all its partitions"
                    .formatted(partition.name(), parentOf(partition)));
        }
    }

    private boolean isCovered(Relation relation) {
        return relations.ancestors(relation).stream().anyMatch(tables::contains);
    }

    private boolean isNamedExactly(Relation relation) {
        return !isExcluded(relation)
                && dataset.tables().stream()
                        .filter(TablePattern::isExact)
                        .anyMatch(pattern -> pattern.matches(relation.name()));
    }

    private boolean isExcluded(Relation relation) {
        return dataset.exclude().stream().anyMatch(pattern -> pattern.matches(relation.name()));
    }

    private TableName parentOf(Relation partition) {
        return relations.ancestors(partition).getFirst().name();
    }

    private int depth(Relation relation) {
        return relations.ancestors(relation).size();
    }

    private void skip(Relation relation, String reason) {
        skipped.add(new SkippedTable(relation.name(), reason));
    }
}
