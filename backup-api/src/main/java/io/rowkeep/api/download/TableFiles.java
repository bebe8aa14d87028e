package io.rowkeep.api.download;

import io.rowkeep.artifact.TableEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.List;

/** The tables of one backup as files, as a profile wants them. */
interface TableFiles {

    /** Writes one table as CSV with its headings. */
    void writeCsv(TableEntry table, OutputStream out) throws IOException;

    /** What an archive of these tables holds. */
    List<ArchivedFile> archived(List<TableEntry> tables);

    /** The time that archived files have. */
    LocalDateTime modified();
}
