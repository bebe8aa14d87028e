package io.rowkeep.client;

import java.time.Instant;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** An event as it travels: the envelope and what it says about the job. */
record CloudEvent(
        @Nullable String id,
        @Nullable String source,
        @Nullable String type,
        @Nullable String subject,
        @Nullable Instant time,
        long sequence,
        @Nullable Facts data) {

    private static final Pattern TYPE = Pattern.compile("io\\.rowkeep\\.([a-z]+)\\.([a-z]+)\\.v1");

    /** The data of every kind of event. */
    record Facts(
            @Nullable String source,
            @Nullable String dataset,
            int attempt,
            @Nullable String requestedBy,
            @Nullable String backupId,
            @Nullable String safetyBackupId,
            @Nullable String undoes,
            boolean dryRun,
            @Nullable String worker,
            @Nullable JobProgress progress,
            @Nullable JobStatistics statistics,
            @Nullable JobError error) {}

    static CloudEvent parse(byte[] json) {
        try {
            CloudEvent event = Json.MAPPER.readValue(json, CloudEvent.class);
            if (event == null) {
                throw new IllegalArgumentException("The message is not an event of Rowkeep: it is null");
            }
            return event;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("The message is not an event of Rowkeep: it is not such JSON", e);
        }
    }

    JobEvent event() {
        Matcher matcher = TYPE.matcher(required(type, "type"));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "The message is not an event of Rowkeep in version 1: its type is '%s'".formatted(type));
        }
        Facts facts = required(data, "data");
        return new JobEvent(
                required(id, "id"),
                required(source, "source"),
                required(time, "time"),
                sequence,
                JobOutcome.parse(matcher.group(2)),
                required(subject, "subject"),
                matcher.group(1),
                required(facts.source(), "data.source"),
                required(facts.dataset(), "data.dataset"),
                facts.attempt(),
                Objects.requireNonNullElse(facts.requestedBy(), ""),
                facts.backupId(),
                facts.safetyBackupId(),
                facts.undoes(),
                facts.dryRun(),
                facts.worker(),
                Objects.requireNonNullElse(facts.progress(), JobProgress.NONE),
                Objects.requireNonNullElse(facts.statistics(), JobStatistics.NONE),
                facts.error());
    }

    private static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new IllegalArgumentException(
                    "The message is not an event of Rowkeep: it has no '%s'".formatted(field));
        }
        return value;
    }
}
