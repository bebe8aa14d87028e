package io.rowkeep.worker.announce;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.SourceType;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.LineFormat;
import io.rowkeep.worker.source.Selection;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.SourceDefinition;
import io.rowkeep.worker.source.SourceSession;
import io.rowkeep.worker.source.SourceSnapshot;
import io.rowkeep.worker.source.SourceTable;
import io.rowkeep.worker.source.StagedSnapshot;
import io.rowkeep.worker.source.TargetSession;
import java.util.List;

/** A source with the tables that a test gives it. */
final class FakeSource implements Source {

    volatile List<String> tables = List.of();
    volatile boolean down;
    volatile List<String> invalidKeepRules = List.of();
    volatile List<DatasetDefinition> configured = List.of();

    @Override
    public SourceDefinition definition() {
        return new SourceDefinition(new SourceName("school"), SourceType.POSTGRESQL, configured, false, false);
    }

    @Override
    public SourceSession openSource(SessionTag tag) {
        if (down) {
            throw new BackupException(ErrorCode.SOURCE_UNAVAILABLE, "Source school cannot be reached");
        }
        return new Session();
    }

    @Override
    public TargetSession openTarget(SessionTag tag) {
        throw new UnsupportedOperationException();
    }

    private final class Session implements SourceSession {

        @Override
        public Selection select(DatasetDefinition dataset, List<TableName> requested) {
            return new Selection(
                    tables.stream()
                            .map(name -> new SourceTable(
                                    TableName.parse(name), List.of(), List.of(), List.of(), LineFormat.PG_COPY_TEXT, 0))
                            .toList(),
                    List.of(),
                    List.of());
        }

        @Override
        public List<String> invalidKeepRules(DatasetDefinition dataset) {
            return invalidKeepRules;
        }

        @Override
        public long countRows(TableName table) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SourceSnapshot openSnapshot(Selection selection) {
            throw new UnsupportedOperationException();
        }

        @Override
        public StagedSnapshot openStage(DatasetDefinition dataset) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void interrupt() {
            // Nothing runs long here.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
