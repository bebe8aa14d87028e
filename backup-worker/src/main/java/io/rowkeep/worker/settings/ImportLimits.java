package io.rowkeep.worker.settings;

import io.rowkeep.settings.SettingsReader;

/**
 * What an uploaded file may cost before it is refused.
 *
 * @param maxUnpackedBytes the bytes of all that a file holds when nothing of it is compressed any more
 * @param maxRatio how many times its size a file may have when it is unpacked; asked from 16 MiB on
 * @param maxEntries how many files an archive may hold
 * @param maxDepth how deep JSON may be nested
 */
public record ImportLimits(long maxUnpackedBytes, int maxRatio, int maxEntries, int maxDepth) {

    /** The defaults. */
    public static final ImportLimits DEFAULT = new ImportLimits(64L << 30, 200, 1000, 1000);

    /** Asks for {@code rowkeep.import.*}. */
    static ImportLimits read(SettingsReader reader) {
        long unpacked = reader.size("rowkeep.import.max-unpacked", DEFAULT.maxUnpackedBytes());
        if (unpacked < 1) {
            throw reader.wrong("rowkeep.import.max-unpacked", "must be at least 1B");
        }
        return new ImportLimits(
                unpacked,
                reader.number("rowkeep.import.max-ratio", DEFAULT.maxRatio(), 1, 1_000_000),
                reader.number("rowkeep.import.max-entries", DEFAULT.maxEntries(), 1, 65_535),
                reader.number("rowkeep.import.max-depth", DEFAULT.maxDepth(), 10, 10_000));
    }
}
