package io.rowkeep.worker.imports;

import java.util.HashSet;
import java.util.Set;

/** The fields of one object around the records: each is there once, and there are not many. For one thread. */
final class Envelope {

    private static final int MOST = 10_000;

    private final JsonFile file;
    private final Set<String> names = new HashSet<>();

    Envelope(JsonFile file) {
        this.file = file;
    }

    /** Takes note of a field. */
    String field(String name) {
        NameText.require(name, file.name());
        if (!names.add(name)) {
            throw Refusal.of("%s has the field %s twice in one object".formatted(file.name(), Refusal.quote(name)));
        }
        if (names.size() > MOST) {
            throw Refusal.of(
                    "%s has an object with more than %d fields around its records".formatted(file.name(), MOST));
        }
        return name;
    }
}
