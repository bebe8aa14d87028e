package io.rowkeep.worker.model;

import java.util.List;

/** Tables that refer to each other and to themselves. */
record ModelSchema(List<ModelTable> tables, List<ModelReference> references) {

    ModelSchema {
        tables = List.copyOf(tables);
        references = List.copyOf(references);
    }

    List<ModelReference> from(ModelTable table) {
        return references.stream()
                .filter(key -> key.from().name().equals(table.name()))
                .toList();
    }

    List<ModelReference> to(ModelTable table) {
        return references.stream()
                .filter(key -> key.to().name().equals(table.name()))
                .toList();
    }
}
