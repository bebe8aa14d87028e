package io.rowkeep.worker.source.postgres;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sentences about columns whose values mean something only together with what a table backup does not hold. */
final class ColumnWarnings {

    private ColumnWarnings() {}

    static List<String> of(Collection<Relation> tables, List<CatalogueColumn> columns) {
        Map<Long, Relation> byOid = tables.stream().collect(Collectors.toMap(Relation::oid, Function.identity()));
        return Stream.of(
                        sentence(
                                "Large objects are no part of a backup of tables; these columns may hold their numbers: %s",
                                byOid, columns, BuiltInTypes::mayNumberLargeObjects),
                        sentence(
                                "These columns name things of this database, which may not be there in another: %s",
                                byOid, columns, BuiltInTypes::namesCatalogueEntries))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> sentence(
            String form, Map<Long, Relation> tables, List<CatalogueColumn> columns, LongPredicate concerned) {
        String found = columns.stream()
                .filter(column -> concerned.test(column.baseType()))
                .map(column -> "%s.%s"
                        .formatted(
                                Objects.requireNonNull(tables.get(column.table()))
                                        .name(),
                                column.column().name()))
                .sorted()
                .collect(Collectors.joining(", "));
        return found.isEmpty() ? List.of() : List.of(form.formatted(found));
    }
}
