package io.rowkeep.worker.settings;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.DatasetQuery;
import io.rowkeep.dataset.DocumentProfile;
import io.rowkeep.dataset.FieldType;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.SpreadsheetProfile;
import io.rowkeep.dataset.TableName;
import io.rowkeep.dataset.TablePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads {@code datasets} of a source. */
final class DatasetsReader {

    private DatasetsReader() {}

    static List<DatasetDefinition> read(ConfigSection section) {
        List<DatasetDefinition> datasets = new ArrayList<>();
        for (String key : section.keys()) {
            DatasetName name = section.parse(key, key, DatasetName::new);
            if (name.equals(DatasetName.ALL)) {
                throw section.wrong(key, "cannot be defined: every source has this dataset, with all its tables");
            }
            ConfigSection dataset = section.section(key)
                    .orElseThrow(() -> section.wrong(key, "is empty: a dataset has at least tables, exclude or query"));
            datasets.add(dataset(name, dataset));
        }
        return datasets;
    }

    private static DatasetDefinition dataset(DatasetName name, ConfigSection section) {
        List<TablePattern> tables = patterns(section, "tables");
        List<TablePattern> exclude = patterns(section, "exclude");
        if (tables.isEmpty() && section.texts("tables").isPresent()) {
            throw section.wrong("tables", "must name at least one table; leave it out to select all");
        }
        List<KeepRule> keep =
                section.section("keep").map(DatasetsReader::keepRules).orElse(List.of());
        String updatedAt = section.text("updatedAt").orElse(null);
        SpreadsheetProfile spreadsheet =
                section.section("spreadsheet").map(SpreadsheetReader::read).orElse(null);
        DocumentProfile document =
                section.section("document").map(DocumentReader::read).orElse(null);
        Map<TableName, List<String>> counted =
                section.section("count").map(CountReader::read).orElse(Map.of());
        Map<TableName, Map<String, FieldType>> fields =
                section.section("fields").map(FieldsReader::read).orElse(Map.of());
        DatasetQuery query = section.section("query").map(QueryReader::read).orElse(null);
        section.refuseUnknown();
        if (query != null) {
            refuseTables(section);
        }
        DatasetDefinition dataset = new DatasetDefinition(
                name, tables, exclude, keep, updatedAt, spreadsheet, document, counted, fields, query);
        requireSelected(section, "fields", dataset, fields.keySet().stream());
        requireSelected(section, "keep", dataset, keep.stream().map(KeepRule::table));
        requireSelected(section, "count", dataset, counted.keySet().stream());
        if (spreadsheet != null) {
            requireSelected(section, "spreadsheet", dataset, spreadsheet.columns().keySet().stream());
        }
        return dataset;
    }

    private static void refuseTables(ConfigSection section) {
        for (String key : List.of("tables", "exclude", "keep", "updatedAt", "count", "fields")) {
            if (section.keys().contains(key)) {
                throw section.wrong(key, "is about tables, but the dataset is a query: it has either");
            }
        }
    }

    private static void requireSelected(
            ConfigSection section, String key, DatasetDefinition dataset, Stream<TableName> tables) {
        tables.filter(table -> !dataset.selects(table)).findFirst().ifPresent(table -> {
            throw section.wrong(key, "names table %s, which the dataset does not select".formatted(table));
        });
    }

    private static List<TablePattern> patterns(ConfigSection section, String key) {
        return section.texts(key).orElse(List.of()).stream()
                .map(text -> section.parse(key, text, TablePattern::new))
                .toList();
    }

    private static List<KeepRule> keepRules(ConfigSection section) {
        List<KeepRule> rules = new ArrayList<>();
        for (String table : section.keys()) {
            String predicate = section.required(table, "the SQL condition of the rows to keep");
            if (!section.parse(table, table, TablePattern::new).isExact()) {
                throw section.wrong(table, "must be one table: a keep rule takes no *");
            }
            KeepRule rule = new KeepRule(section.parse(table, table, TableName::parse), predicate);
            if (rules.stream().anyMatch(other -> other.table().equals(rule.table()))) {
                throw section.wrong(table, "is the second keep rule for table " + rule.table());
            }
            rules.add(rule);
        }
        return rules;
    }
}
