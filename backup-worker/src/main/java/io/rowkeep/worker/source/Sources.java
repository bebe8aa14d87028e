package io.rowkeep.worker.source;

import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.List;
import java.util.stream.Collectors;

/** The databases that this worker looks after, by name. Safe for use by many threads. */
public record Sources(List<Source> all) {

    public Sources {
        all = List.copyOf(all);
    }

    /**
     * One of them.
     *
     * @throws BackupException with {@code SOURCE_NOT_FOUND}, naming those that there are
     */
    public Source get(SourceName name) {
        return all.stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BackupException(
                        ErrorCode.SOURCE_NOT_FOUND,
                        "This worker does not look after source %s, only after %s"
                                .formatted(
                                        name,
                                        all.stream()
                                                .map(source -> source.name().value())
                                                .sorted()
                                                .collect(Collectors.joining(", ")))));
    }
}
