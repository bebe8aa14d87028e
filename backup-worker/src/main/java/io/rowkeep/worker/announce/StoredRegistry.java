package io.rowkeep.worker.announce;

import io.rowkeep.control.AnnouncedSource;
import io.rowkeep.control.WorkerRegistry;
import io.rowkeep.job.WorkerId;
import java.util.List;

/** The registry in the control database. */
public record StoredRegistry(WorkerRegistry registry) implements Registry {

    @Override
    public void announce(WorkerId worker, String version, List<AnnouncedSource> sources) {
        registry.announce(worker, version, sources);
    }

    @Override
    public void leave(WorkerId worker) {
        registry.leave(worker);
    }
}
