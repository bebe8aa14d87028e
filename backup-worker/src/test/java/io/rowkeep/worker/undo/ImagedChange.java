package io.rowkeep.worker.undo;

import io.rowkeep.artifact.BackupContent;
import io.rowkeep.artifact.Column;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.JobError;
import io.rowkeep.worker.change.ChangedTables;
import io.rowkeep.worker.change.JudgedWork;
import io.rowkeep.worker.change.PreparedWork;
import io.rowkeep.worker.change.TableWork;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.SourceTable;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSession;
import io.rowkeep.worker.source.TargetView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Makes tables hold these rows, in COPY text, and saves images of what that changes. */
record ImagedChange(Map<TableName, List<String>> rows) implements TableWork, PreparedWork, JudgedWork {

    @Override
    public PreparedWork prepare(Source source, TargetSession session) {
        return this;
    }

    @Override
    public List<TableName> tables() {
        return rows.keySet().stream().sorted().toList();
    }

    @Override
    public JudgedWork judge(TargetView view) {
        for (SourceTable table : view.schema().tables()) {
            view.stage(table.name(), table.columns().stream().map(Column::name).toList(), sink -> {
                for (String row : rows.getOrDefault(table.name(), List.of())) {
                    byte[] line = (row + "\n").getBytes(StandardCharsets.UTF_8);
                    sink.write(line, 0, line.length);
                }
            });
            view.compare(table.name());
        }
        return this;
    }

    @Override
    public List<TableName> changed() {
        return tables();
    }

    @Override
    public BackupContent saves() {
        return BackupContent.BEFORE_IMAGES;
    }

    @Override
    public List<JobError> refusals() {
        return List.of();
    }

    @Override
    public ChangedTables foreseen() {
        return new ChangedTables(List.of(), List.of());
    }

    @Override
    public ChangedTables apply(TargetChange change) {
        change.apply();
        change.settle(Map.of());
        return foreseen();
    }
}
