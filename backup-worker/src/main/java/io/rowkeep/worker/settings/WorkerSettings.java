package io.rowkeep.worker.settings;

import io.rowkeep.job.Lane;
import io.rowkeep.settings.CommonSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one worker is told.
 *
 * @param sources at least one, with different names
 * @param slots how many jobs of each lane run at once; every lane has at least one
 * @param postgresPrograms the folder of {@code pg_dump} and {@code pg_restore}; null for the usual places
 * @param healthFile touched with every heartbeat, for a container's health check; null for none
 */
public record WorkerSettings(
        CommonSettings common,
        List<SourceSettings> sources,
        Map<Lane, Integer> slots,
        Limits limits,
        ImportLimits imports,
        SweepTimes sweep,
        @Nullable Path postgresPrograms,
        @Nullable Path healthFile) {

    /** The defaults: two exports, one change and two inspections at once. */
    public static final Map<Lane, Integer> DEFAULT_SLOTS = Map.of(Lane.EXPORT, 2, Lane.CHANGE, 1, Lane.INSPECT, 2);

    public WorkerSettings {
        sources = List.copyOf(sources);
        slots = Map.copyOf(slots);
    }

    /** A worker for these sources with the defaults for everything else. */
    public static WorkerSettings of(CommonSettings common, List<SourceSettings> sources) {
        return new WorkerSettings(
                common, sources, DEFAULT_SLOTS, Limits.DEFAULT, ImportLimits.DEFAULT, SweepTimes.DEFAULT, null, null);
    }
}
