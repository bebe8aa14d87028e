package io.rowkeep.control;

import io.rowkeep.dataset.SourceName;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** What the lists of jobs and of backups are narrowed by alike. */
final class SourceFilter {

    /** Conditions over the columns {@code id}, {@code source} and {@code dataset}. */
    static final String CONDITIONS = """
            (cast(:after as uuid) is null or id < cast(:after as uuid))
               and (cast(:source as text) is null or source = cast(:source as text))
               and (cast(:dataset as text) is null or dataset = cast(:dataset as text))
               and (cast(:visible as text[]) is null or source = any (cast(:visible as text[])))
            """;

    private SourceFilter() {}

    static StatementSpec bind(StatementSpec statement, JobFilter filter, @Nullable UUID after) {
        return statement
                .param("after", after)
                .param(
                        "source",
                        filter.source() == null ? null : filter.source().value())
                .param(
                        "dataset",
                        filter.dataset() == null ? null : filter.dataset().value())
                .param("visible", filter.visible() == null ? null : names(filter.visible()));
    }

    static String[] names(Collection<SourceName> sources) {
        return sources.stream().map(SourceName::value).toArray(String[]::new);
    }
}
