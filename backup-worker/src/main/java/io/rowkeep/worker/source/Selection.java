package io.rowkeep.worker.source;

import io.rowkeep.job.SkippedTable;
import java.util.List;

/**
 * The tables that a job is about.
 *
 * @param tables in order of name
 * @param skipped what lies in the database and was left out, with the reason
 * @param warnings sentences about what a backup of these tables does not cover, such as large objects
 */
public record Selection(List<SourceTable> tables, List<SkippedTable> skipped, List<String> warnings) {

    public Selection {
        tables = List.copyOf(tables);
        skipped = List.copyOf(skipped);
        warnings = List.copyOf(warnings);
    }
}
