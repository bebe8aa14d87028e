package io.rowkeep.worker.change;

import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.TargetSession;

/** What one kind of job does to tables; everything else about changing a database is {@link Changes}'. One for each attempt. */
@FunctionalInterface
public interface TableWork {

    /**
     * Finds the tables and plans, before anything is locked.
     *
     * @param session for looking at the tables; nothing has begun on it
     * @throws io.rowkeep.failure.BackupException for everything that can be refused by now
     */
    PreparedWork prepare(Source source, TargetSession session);
}
