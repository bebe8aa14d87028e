package io.rowkeep.message;

import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobId;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * An event as it was sent, for those who pass it on: what it is passed on by, and its exact JSON, which may come from a later
 * version and say more than this one knows.
 *
 * @param kind as in its type; perhaps one that this version does not know, and so is the outcome
 * @param json the CloudEvent, on one line
 */
public record EventText(
        UUID id,
        JobId job,
        String kind,
        String outcome,
        SourceName source,
        DatasetName dataset,
        long sequence,
        String json) {

    private static final Set<String> LAST =
            Set.of(EventOutcome.COMPLETED.id(), EventOutcome.FAILED.id(), EventOutcome.CANCELLED.id());

    /**
     * Reads a CloudEvent of ours.
     *
     * @throws BackupException with {@code MESSAGE_MALFORMED} when it is not one
     */
    public static EventText parse(String json) {
        try {
            JsonNode event = MessageMapper.JSON.readTree(json);
            String[] type = event.path("type").asString("").split("\\.", -1);
            if (type.length != 5 || json.indexOf('\n') >= 0 || json.indexOf('\r') >= 0) {
                throw new IllegalArgumentException("It has no type of ours, or more than one line");
            }
            JsonNode data = event.path("data");
            return new EventText(
                    UUID.fromString(event.path("id").asString("")),
                    JobId.parse(event.path("subject").asString("")),
                    type[2],
                    type[3],
                    new SourceName(data.path("source").asString("")),
                    new DatasetName(data.path("dataset").asString("")),
                    event.path("sequence").asLong(),
                    json);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new BackupException(ErrorCode.MESSAGE_MALFORMED, "The message is not an event", e);
        }
    }

    /** The same for an event that was made here. */
    public static EventText of(CloudEvent event) {
        return parse(MessageMapper.JSON.writeValueAsString(event));
    }

    /** Whether this tells how far a job is, and no more: it may be lost. */
    public boolean isProgress() {
        return outcome.equals(EventOutcome.PROGRESSED.id());
    }

    /** Whether the job has no event after this one. */
    public boolean isLast() {
        return LAST.contains(outcome);
    }
}
