package io.rowkeep.worker.imports;

import io.rowkeep.artifact.SequenceState;
import io.rowkeep.artifact.Snapshot;
import io.rowkeep.worker.source.LineSource;
import io.rowkeep.worker.source.RowStream;
import io.rowkeep.worker.source.Slice;
import io.rowkeep.worker.source.SourceTable;
import io.rowkeep.worker.source.StagedSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes down what would go to a server. For one thread. */
final class RecordingStage implements StagedSnapshot {

    /** By the table's own name, lines of COPY text behind the columns that they are for. */
    final Map<String, String> staged = new LinkedHashMap<>();

    @Override
    public long stage(SourceTable table, List<String> columns, LineSource lines) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try {
            lines.writeTo(written::write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String text = written.toString(StandardCharsets.UTF_8);
        staged.put(table.name().name(), columns + "\n" + text);
        return text.chars().filter(c -> c == '\n').count();
    }

    @Override
    public void requireHoldable(SourceTable table) {}

    @Override
    public Snapshot origin() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Slice> split(SourceTable table) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RowStream rows(Slice slice) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<SequenceState> sequences(SourceTable table) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void verifyUnchanged() {
        // Nothing changes here.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
