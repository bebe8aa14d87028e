package io.rowkeep.worker.settings;

import io.rowkeep.settings.SettingsReader;
import java.time.Duration;

/**
 * When leftovers in the bucket are deleted.
 *
 * @param after how long nothing may have been written beside them; at least one second
 * @param every the time between two looks; at least one second
 */
public record SweepTimes(Duration after, Duration every) {

    /** The defaults. */
    public static final SweepTimes DEFAULT = new SweepTimes(Duration.ofHours(24), Duration.ofHours(1));

    private static final Duration LEAST = Duration.ofSeconds(1);

    /** Asks for {@code rowkeep.sweep-after} and {@code .sweep-every}. */
    static SweepTimes read(SettingsReader reader) {
        return new SweepTimes(
                read(reader, "rowkeep.sweep-after", DEFAULT.after()),
                read(reader, "rowkeep.sweep-every", DEFAULT.every()));
    }

    private static Duration read(SettingsReader reader, String key, Duration fallback) {
        Duration time = reader.duration(key, fallback);
        if (time.compareTo(LEAST) < 0) {
            throw reader.wrong(key, "must be at least 1s");
        }
        return time;
    }
}
