package io.rowkeep.control;

import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.WorkerId;
import java.util.List;
import java.util.Optional;

/** The workers and what they look after. Workers write themselves here and keep it fresh; names stay, offline, when the last worker goes. Thread-safe. */
public final class WorkerRegistry {

    /** Says that the worker lives and looks after these sources ({@code online} and {@code seenAt} of the arguments are ignored). Call it every few seconds. */
    public void announce(WorkerId worker, String version, List<AnnouncedSource> sources) {
        throw new IllegalStateException();
    }

    /** Takes the worker out at once; its sources go offline if it was their last. */
    public void leave(WorkerId worker) {
        throw new IllegalStateException();
    }

    /** One source. */
    public Optional<AnnouncedSource> source(SourceName name) {
        throw new IllegalStateException();
    }

    /** All sources, by name. */
    public List<AnnouncedSource> sources() {
        throw new IllegalStateException();
    }

    /** All workers heard of within a day, newest first. */
    public List<WorkerRecord> workers() {
        throw new IllegalStateException();
    }
}
