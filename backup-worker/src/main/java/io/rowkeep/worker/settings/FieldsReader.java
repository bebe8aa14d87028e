package io.rowkeep.worker.settings;

import io.rowkeep.dataset.FieldType;
import io.rowkeep.dataset.TableName;
import io.rowkeep.dataset.TablePattern;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code fields} of a dataset: what fields of imported documents become. */
final class FieldsReader {

    private FieldsReader() {}

    static Map<TableName, Map<String, FieldType>> read(ConfigSection section) {
        Map<TableName, Map<String, FieldType>> collections = new LinkedHashMap<>();
        for (String key : section.keys()) {
            if (!section.parse(key, key, TablePattern::new).isExact()) {
                throw section.wrong(key, "must be one collection: fields take no *");
            }
            TableName collection = section.parse(key, key, TableName::parse);
            ConfigSection fields = section.section(key)
                    .orElseThrow(() ->
                            section.wrong(key, "is empty: name its fields with their types, such as _id: objectId"));
            if (collections.put(collection, types(fields)) != null) {
                throw section.wrong(key, "lists fields of collection %s a second time".formatted(collection));
            }
        }
        return collections;
    }

    private static Map<String, FieldType> types(ConfigSection section) {
        Map<String, FieldType> types = new LinkedHashMap<>();
        for (String field : section.keys()) {
            types.put(field, section.parse(field, section.required(field, "the type of the field"), FieldType::parse));
        }
        return types;
    }
}
