package io.rowkeep.worker.settings;

import io.rowkeep.dataset.TableName;
import io.rowkeep.dataset.TablePattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code count} of a dataset: the columns of a table whose values statistics count. */
final class CountReader {

    private CountReader() {}

    static Map<TableName, List<String>> read(ConfigSection section) {
        Map<TableName, List<String>> counted = new LinkedHashMap<>();
        for (String key : section.keys()) {
            if (!section.parse(key, key, TablePattern::new).isExact()) {
                throw section.wrong(key, "must be one table: counted columns take no *");
            }
            TableName table = section.parse(key, key, TableName::parse);
            List<String> columns = section.texts(key).orElse(List.of());
            if (columns.isEmpty()) {
                throw section.wrong(key, "is empty: list the columns whose values are counted, such as [role]");
            }
            if (counted.put(table, columns.stream().distinct().toList()) != null) {
                throw section.wrong(key, "lists columns of table %s a second time".formatted(table));
            }
        }
        return counted;
    }
}
