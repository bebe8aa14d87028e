package io.rowkeep.message;

import java.time.Instant;
import java.util.UUID;

/**
 * The envelope of an event: CloudEvents 1.0, structured JSON ({@code application/cloudevents+json}).
 *
 * @param id unique with {@code source}: consumers drop a repeated delivery by the two
 * @param source always {@code /rowkeep/<source name>}
 * @param type {@code io.rowkeep.<kind>.<outcome>.v1}
 * @param subject the job's id
 * @param sequence grows within one job, from 1; progress shares the number of the event before it
 */
public record CloudEvent(
        String specversion,
        UUID id,
        String source,
        String type,
        String subject,
        Instant time,
        String datacontenttype,
        long sequence,
        JobEvent data) {

    /** The media type of the whole message. */
    public static final String CONTENT_TYPE = "application/cloudevents+json";

    /** Wraps what happened to a job. */
    public static CloudEvent of(UUID id, Instant time, long sequence, JobEvent data) {
        return new CloudEvent(
                "1.0",
                id,
                "/rowkeep/" + data.source(),
                "io.rowkeep." + data.kind().id() + '.' + data.outcome().id() + ".v1",
                data.jobId().toString(),
                time,
                "application/json",
                sequence,
                data);
    }

    /** Where it goes on the exchange of events. */
    public String routingKey() {
        return MessageTopology.eventRoutingKey(data.kind(), data.outcome(), data.source(), data.dataset());
    }
}
