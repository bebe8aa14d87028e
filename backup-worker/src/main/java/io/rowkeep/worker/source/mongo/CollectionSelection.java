package io.rowkeep.worker.source.mongo;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.TableName;
import io.rowkeep.dataset.TablePattern;
import io.rowkeep.job.SkippedTable;
import io.rowkeep.worker.source.UnknownTables;
import java.util.ArrayList;
import java.util.List;

/** Applies a dataset's patterns to the collections of a database. The server's own are not seen at all. */
final class CollectionSelection {

    private final DatasetDefinition dataset;
    private final List<NamedCollection> collections = new ArrayList<>();
    private final List<SkippedTable> skipped = new ArrayList<>();
    private final List<TableName> missing = new ArrayList<>();

    CollectionSelection(List<NamedCollection> all, DatasetDefinition dataset) {
        this.dataset = dataset;
        all.stream()
                .filter(collection -> !collection.isSystem() && dataset.selects(collection.name()))
                .forEach(this::consider);
        dataset.tables().stream()
                .filter(TablePattern::isExact)
                .map(pattern -> TableName.parse(pattern.text()))
                .filter(name -> all.stream().noneMatch(found -> found.name().equals(name)))
                .forEach(missing::add);
        missing.forEach(name -> skipped.add(new SkippedTable(name, "does not exist")));
    }

    private void consider(NamedCollection collection) {
        if (collection.isOwn()) {
            skipped.add(new SkippedTable(collection.name(), "Rowkeep's own collection"));
        } else if (!collection.isPlain()) {
            skipped.add(new SkippedTable(collection.name(), collection.phrase()));
        } else {
            collections.add(collection);
        }
    }

    /**
     * The collections of the dataset that were asked for.
     *
     * @param requested empty means all
     */
    List<NamedCollection> only(List<TableName> requested) {
        List<TableName> known = collections.stream().map(NamedCollection::name).toList();
        List<TableName> unknown =
                requested.stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw UnknownTables.failure(dataset.name(), unknown, known);
        }
        return collections.stream()
                .filter(collection -> requested.isEmpty() || requested.contains(collection.name()))
                .toList();
    }

    /** Collections that the dataset names and that are not there. */
    List<TableName> missing() {
        return List.copyOf(missing);
    }

    /** What was left out: by kind, and because it is named and not there. */
    List<SkippedTable> skipped() {
        return List.copyOf(skipped);
    }
}
