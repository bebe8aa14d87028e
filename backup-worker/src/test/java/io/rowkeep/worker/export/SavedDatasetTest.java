package io.rowkeep.worker.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.Column;
import io.rowkeep.artifact.Snapshot;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SpreadsheetProfile;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.ColumnMapping;
import io.rowkeep.format.LineFormat;
import io.rowkeep.worker.source.Selection;
import io.rowkeep.worker.source.SourceTable;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What spreadsheets will lack is said of what lacks it: of the file that was imported, or of the table. */
class SavedDatasetTest {

    private static final TableName STUDENTS = TableName.parse("students");

    private final SavedDataset dataset = new SavedDataset(new DatasetDefinition(
            new DatasetName("people"),
            List.of(),
            List.of(),
            List.of(),
            null,
            new SpreadsheetProfile(
                    SpreadsheetProfile.DEFAULT_DATE_PATTERN,
                    SpreadsheetProfile.DEFAULT_DAY_PATTERN,
                    ZoneOffset.UTC,
                    Map.of(STUDENTS, Map.of("phone", "Phone")))));
    private final Selection selection = new Selection(
            List.of(new SourceTable(
                    STUDENTS,
                    List.of(new Column("id", "integer", ColumnMapping.NUMBER, true, null)),
                    List.of(),
                    List.of("id"),
                    LineFormat.PG_COPY_TEXT,
                    0)),
            List.of(),
            List.of());

    @Test
    void aColumnThatAFileLacksMayWellBeOneOfTheTable() {
        String lacks = "Spreadsheets of table public.students lack column phone, which the configuration lists: ";

        assertThat(dataset.warnings(selection, Snapshot.Consistency.IMPORTED))
                .containsExactly(lacks + "the file does not have it");
        assertThat(dataset.warnings(selection, Snapshot.Consistency.SNAPSHOT))
                .containsExactly(lacks + "the table does not have it");
    }
}
