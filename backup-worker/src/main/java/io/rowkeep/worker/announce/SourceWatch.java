package io.rowkeep.worker.announce;

import io.rowkeep.control.AnnouncedDataset;
import io.rowkeep.control.AnnouncedSource;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.DatasetQuery;
import io.rowkeep.dataset.DocumentProfile;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.SourceSession;
import io.rowkeep.worker.source.SourceTable;
import io.rowkeep.worker.timing.Repeater;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every half minute, in the background, which tables a source's datasets have now and whether their keep rules and queries can hold; a
 * source that is down keeps the tables it had. Safe for use by many threads.
 */
final class SourceWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SourceWatch.class);

    private static final Duration PERIOD = Duration.ofSeconds(30);
    private static final SessionTag TAG = new SessionTag("announce", 0);

    private final Source source;
    private final Repeater looking;
    private final CountDownLatch looked = new CountDownLatch(1);
    private volatile Sight sight;

    SourceWatch(Source source) {
        this.source = source;
        this.sight = new Sight(Map.of(), "Source %s has not answered yet".formatted(source.name()));
        this.looking = new Repeater("rowkeep-watch-" + source.name(), PERIOD, this::look);
    }

    void start() {
        looking.start();
    }

    /** Done when it has looked once, with success or not. */
    CountDownLatch looked() {
        return looked;
    }

    /** What it saw last; its {@code online} and {@code seenAt} mean nothing. */
    AnnouncedSource announced() {
        Sight seen = sight;
        List<AnnouncedDataset> datasets = source.datasets().stream()
                .map(dataset -> announced(dataset, seen))
                .toList();
        return new AnnouncedSource(
                source.name(),
                source.definition().type(),
                true,
                seen.trouble(),
                Instant.EPOCH,
                source.definition().safetyBackupOptional(),
                source.definition().previewRequired(),
                datasets);
    }

    private static AnnouncedDataset announced(DatasetDefinition dataset, Sight seen) {
        DatasetQuery query = dataset.query();
        return new AnnouncedDataset(
                dataset.name(),
                query == null ? seen.tables().getOrDefault(dataset.name(), List.of()) : List.of(query.result()),
                query == null ? List.of() : query.parameters(),
                Objects.requireNonNullElse(dataset.document(), DocumentProfile.PLAIN)
                        .form());
    }

    void look() {
        Map<DatasetName, List<TableName>> tables = new HashMap<>(sight.tables());
        @Nullable String trouble = null;
        Set<String> invalid = new LinkedHashSet<>();
        try (SourceSession session = source.openSource(TAG)) {
            for (DatasetDefinition dataset : source.datasets()) {
                if (dataset.query() == null) {
                    tables.put(
                            dataset.name(),
                            session.select(dataset, List.of()).tables().stream()
                                    .map(SourceTable::name)
                                    .toList());
                    invalid.addAll(session.invalidKeepRules(dataset));
                } else {
                    session.invalidQuery(dataset).ifPresent(invalid::add);
                }
            }
            trouble = invalid.isEmpty() ? null : String.join("; ", invalid);
        } catch (BackupException e) {
            trouble = e.getMessage();
        } catch (RuntimeException e) {
            LOG.warn("Source {} could not be looked at", source.name(), e);
            trouble = "Source %s could not be looked at; the worker's log has the details".formatted(source.name());
        }
        if (trouble != null && !trouble.equals(sight.trouble())) {
            LOG.warn("{}", trouble);
        } else if (trouble == null && sight.trouble() != null) {
            LOG.info("Source {} answers", source.name());
        }
        sight = new Sight(Map.copyOf(tables), trouble);
        looked.countDown();
    }

    @Override
    public void close() {
        looking.close();
    }

    /** What was seen at one look. */
    private record Sight(
            Map<DatasetName, List<TableName>> tables,
            @Nullable String trouble) {}
}
