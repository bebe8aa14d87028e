package io.rowkeep.worker.export;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.PartList;
import io.rowkeep.artifact.RowEncoding;
import io.rowkeep.artifact.Sha256;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.SpreadsheetProfile;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.format.RowEncoder;
import io.rowkeep.job.TableStatistics;
import io.rowkeep.worker.source.RowStream;
import io.rowkeep.worker.source.Slice;
import io.rowkeep.worker.source.SourceSnapshot;
import io.rowkeep.worker.source.SourceTable;
import io.rowkeep.worker.source.ValueCounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Stores the tables of one snapshot, one after the other. For one attempt and one thread. */
final class TableExport {

    /**
     * Measured on a mixed table of 250 MB: at level 1 reading, encoding and compressing on one thread take a third of the time that
     * the server takes to print the rows, so the server is the limit; level 3 takes almost twice the work and stores no less.
     */
    private static final int COMPRESSION_LEVEL = 1;

    private final SourceSnapshot snapshot;
    private final BackupFormat format;
    private final SpreadsheetProfile spreadsheet;
    private final int attempt;
    private final Uploads uploads;
    private final ExportProgress progress;
    private final ValueCounts counts;

    TableExport(
            SourceSnapshot snapshot,
            BackupFormat format,
            SpreadsheetProfile spreadsheet,
            int attempt,
            Uploads uploads,
            ExportProgress progress,
            ValueCounts counts) {
        this.snapshot = snapshot;
        this.format = format;
        this.spreadsheet = spreadsheet;
        this.attempt = attempt;
        this.uploads = uploads;
        this.progress = progress;
        this.counts = counts;
    }

    /** Reads, encodes and cuts a whole table; its parts and their list are on their way when this returns. */
    StoredTable store(SourceTable table) {
        long rowsBefore = progress.rows();
        long bytesBefore = progress.bytes();
        progress.begin(table.name());
        try (PartListWriter list = new PartListWriter()) {
            for (Slice slice : snapshot.split(table)) {
                storeRows(slice, list);
            }
            requireAllRows(table, progress.rows() - rowsBefore, list.rows());
            PartList stored = storeList(table, list);
            progress.tableDone();
            TableStatistics statistics = new TableStatistics(
                    table.name(),
                    list.rows(),
                    progress.bytes() - bytesBefore,
                    list.storedBytes(),
                    list.parts(),
                    stored.sha256(),
                    null,
                    null);
            return new StoredTable(entry(table, list, stored), counts.addTo(statistics, table, snapshot::countValues));
        } catch (IOException e) {
            throw new UncheckedIOException("Table %s cannot be compressed".formatted(table.name()), e);
        }
    }

    private void storeRows(Slice slice, PartListWriter list) throws IOException {
        SourceTable table = slice.table();
        RowEncoder encoder = RowEncoding.of(table.lineFormat(), format, table.name(), table.columns(), spreadsheet);
        ShardName shard = ShardName.of(attempt, table.name(), slice.shard(), format);
        try (RowStream rows = snapshot.rows(slice);
                PartWriter parts = new PartWriter(shard, uploads, COMPRESSION_LEVEL, list)) {
            boolean more = true;
            while (more) {
                more = storeRow(table, encoder, rows.next(), parts);
            }
            parts.finish();
        }
    }

    /** A method of its own, so that nothing holds a wide row any more while the next one is read. */
    private boolean storeRow(SourceTable table, RowEncoder encoder, byte @Nullable [] row, PartWriter parts)
            throws IOException {
        if (row == null) {
            return false;
        }
        encode(table, encoder, row, parts);
        parts.endRow();
        progress.row(row.length);
        return true;
    }

    /** The encoder does not know whose rows it encodes. */
    private static void encode(SourceTable table, RowEncoder encoder, byte[] row, PartWriter parts) throws IOException {
        try {
            encoder.encode(row, 0, row.length, parts);
        } catch (BackupException e) {
            throw e.code() == ErrorCode.UNSUPPORTED
                    ? new BackupException(e.code(), "Table %s: %s".formatted(table.name(), e.getMessage()), e)
                    : e;
        }
    }

    private PartList storeList(SourceTable table, PartListWriter list) throws IOException {
        String key = ArtifactKeys.partList(attempt, table.name());
        byte[] content = list.finish();
        uploads.send(key, content);
        return new PartList(key, content.length, Sha256.hex(content));
    }

    private TableEntry entry(SourceTable table, PartListWriter list, PartList stored) {
        return new TableEntry(
                table.name(),
                table.columns(),
                table.generated(),
                table.lineFormat(),
                table.primaryKey(),
                snapshot.sequences(table),
                list.rows(),
                list.bytes(),
                list.storedBytes(),
                list.parts(),
                stored,
                table.collection());
    }

    private static void requireAllRows(SourceTable table, long read, long inParts) {
        if (read != inParts) {
            throw new BackupException(
                    ErrorCode.ROW_COUNT_MISMATCH,
                    "Table %s: %d rows were read and %d are in its parts".formatted(table.name(), read, inParts));
        }
    }
}
