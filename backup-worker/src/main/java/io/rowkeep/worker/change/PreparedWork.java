package io.rowkeep.worker.change;

import io.rowkeep.dataset.TableName;
import io.rowkeep.worker.source.TargetView;
import java.util.List;

/** Work on tables that are known. */
public interface PreparedWork {

    /** Every table that may be touched: these are locked. */
    List<TableName> tables();

    /**
     * Finds out what is to be done. The tables may have been altered before they were locked: what holds is what the view shows.
     *
     * @param view the locked tables, or those of a preview; nobody's rows may be changed
     * @throws io.rowkeep.failure.BackupException when this cannot be found out
     */
    JudgedWork judge(TargetView view);
}
