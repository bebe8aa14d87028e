package io.rowkeep.worker.settings;

import io.rowkeep.settings.SettingsReader;
import java.time.Duration;

/**
 * When leftovers in the bucket are deleted.
 *
 * @param after how long nothing may have been written beside them; at least one second
 * @param every the time between two looks; at least one second
 * @param differences how long the differences that previews found are kept; at least one second
 */
public record SweepTimes(Duration after, Duration every, Duration differences) {

    /** The defaults. */
    public static final SweepTimes DEFAULT =
            new SweepTimes(Duration.ofHours(24), Duration.ofHours(1), Duration.ofDays(30));

    private static final Duration LEAST = Duration.ofSeconds(1);

    /** Asks for {@code rowkeep.sweep-after}, {@code .sweep-every} and {@code .keep-differences}. */
    static SweepTimes read(SettingsReader reader) {
        return new SweepTimes(
                read(reader, "rowkeep.sweep-after", DEFAULT.after()),
                read(reader, "rowkeep.sweep-every", DEFAULT.every()),
                read(reader, "rowkeep.keep-differences", DEFAULT.differences()));
    }

    private static Duration read(SettingsReader reader, String key, Duration fallback) {
        Duration time = reader.duration(key, fallback);
        if (time.compareTo(LEAST) < 0) {
            throw reader.wrong(key, "must be at least 1s");
        }
        return time;
    }
}
