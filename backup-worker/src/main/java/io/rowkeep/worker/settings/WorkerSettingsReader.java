package io.rowkeep.worker.settings;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.Lane;
import io.rowkeep.settings.CommonSettings;
import io.rowkeep.settings.SettingsReader;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads a worker's settings from the environment and from the file that {@code ROWKEEP_CONFIG} names; the environment wins. */
public final class WorkerSettingsReader {

    private static final String CONFIG = "ROWKEEP_CONFIG";
    private static final int MOST_SLOTS = 64;

    private WorkerSettingsReader() {}

    /**
     * Reads everything.
     *
     * @param heapBytes what the JVM may use, in bytes
     * @throws BackupException with {@code INVALID_SETTING} and one sentence that names the setting to change; never a secret
     */
    public static WorkerSettings read(Map<String, String> environment, long heapBytes) {
        String path = environment.getOrDefault(CONFIG, "");
        if (path.isBlank()) {
            throw new BackupException(
                    ErrorCode.INVALID_SETTING,
                    "%s is missing: the path of the YAML file that names this worker's sources".formatted(CONFIG));
        }
        ConfigFile file = ConfigFile.read(Path.of(path), environment);
        List<SourceSettings> sources = SourcesReader.read(file);
        SettingsReader reader = SettingsReader.of(environment, file.plainSettings());
        reader.optional(CONFIG);
        // A variable that a placeholder names may begin with ROWKEEP_ without being a setting.
        file.variables().forEach(reader::optional);
        CommonSettings common = CommonSettings.read(reader);
        Map<Lane, Integer> slots = new EnumMap<>(Lane.class);
        for (Lane lane : Lane.values()) {
            int fallback = WorkerSettings.DEFAULT_SLOTS.getOrDefault(lane, 1);
            slots.put(lane, reader.number("rowkeep.slots." + lane.id(), fallback, 1, MOST_SLOTS));
        }
        Limits limits = Limits.read(reader, heapBytes);
        ImportLimits imports = ImportLimits.read(reader);
        SweepTimes sweep = SweepTimes.read(reader);
        Path programs = reader.optional("rowkeep.pg-bin").map(Path::of).orElse(null);
        Path healthFile = reader.optional("rowkeep.health-file").map(Path::of).orElse(null);
        reader.refuseUnknown();
        return new WorkerSettings(common, sources, slots, limits, imports, sweep, programs, healthFile);
    }
}
