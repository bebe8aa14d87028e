package io.rowkeep.worker.export;

import io.rowkeep.artifact.Snapshot;
import io.rowkeep.artifact.SpreadsheetTable;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SpreadsheetProfile;
import io.rowkeep.worker.source.Selection;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.SourceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What is configured about the dataset that is backed up. */
record SavedDataset(DatasetDefinition definition) {

    /** One of which nothing is configured. */
    static final SavedDataset PLAIN = new SavedDataset(DatasetDefinition.all());

    /** The source's; a safety backup may be of a dataset that is not configured any more. */
    static SavedDataset of(DatasetName name, Source source) {
        return source.datasets().stream()
                .filter(dataset -> dataset.name().equals(name))
                .findFirst()
                .map(SavedDataset::new)
                .orElse(PLAIN);
    }

    /** How its spreadsheets are written. */
    SpreadsheetProfile spreadsheetProfile() {
        return Objects.requireNonNullElse(definition.spreadsheet(), SpreadsheetProfile.PLAIN);
    }

    /**
     * The warnings of the selection, and one for each column that is listed and not stored. A column that was renamed is no reason
     * to have no backup: the rows are complete, only a spreadsheet of them lacks it.
     *
     * @param origin where the rows are from: a file need not have every column of its table
     */
    List<String> warnings(Selection selection, Snapshot.Consistency origin) {
        List<String> warnings = new ArrayList<>(selection.warnings());
        for (SourceTable table : selection.tables()) {
            for (String column : SpreadsheetTable.missing(table.name(), table.columns(), spreadsheetProfile())) {
                warnings.add("Spreadsheets of table %s lack column %s, which the configuration lists: %s"
                        .formatted(table.name(), column, reason(table, column, origin)));
            }
        }
        return warnings;
    }

    private static String reason(SourceTable table, String column, Snapshot.Consistency origin) {
        if (table.generated().contains(column)) {
            return "the server computes it, and backups do not hold it";
        }
        return origin == Snapshot.Consistency.IMPORTED ? "the file does not have it" : "the table does not have it";
    }
}
