package io.rowkeep.worker.announce;

import io.rowkeep.control.AnnouncedSource;
import io.rowkeep.job.WorkerId;
import java.util.List;

/** Where workers write themselves, as {@link io.rowkeep.control.WorkerRegistry} promises it. */
public interface Registry {

    /** Says that the worker lives and looks after these sources. */
    void announce(WorkerId worker, String version, List<AnnouncedSource> sources);

    /** Takes the worker out at once. */
    void leave(WorkerId worker);
}
