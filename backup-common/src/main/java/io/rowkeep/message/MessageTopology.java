package io.rowkeep.message;

import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.Lane;

/** The names of exchanges, queues and routing keys. */
public final class MessageTopology {

    /** Direct exchange for commands; the routing key is the queue's name. */
    public static final String COMMANDS = "rowkeep.commands";

    /** Topic exchange for events. */
    public static final String EVENTS = "rowkeep.events";

    /** Fanout exchange that every worker listens on; carries cancellations. */
    public static final String CONTROL = "rowkeep.control";

    /** Fanout exchange for commands that nobody could understand. */
    public static final String DEAD_LETTERS = "rowkeep.dead-letters";

    /** The one queue behind {@link #DEAD_LETTERS}, for a person to look at. */
    public static final String DEAD_LETTER_QUEUE = "rowkeep.dead-letters";

    private MessageTopology() {}

    /** The queue, and so the routing key, of one source's lane. */
    public static String jobQueue(SourceName source, Lane lane) {
        return "rowkeep.jobs." + source + '.' + lane.id();
    }

    /** The routing key of an event: {@code <kind>.<outcome>.<source>.<dataset>}. */
    public static String eventRoutingKey(JobKind kind, EventOutcome outcome, SourceName source, DatasetName dataset) {
        return kind.id() + '.' + outcome.id() + '.' + source + '.' + dataset;
    }
}
