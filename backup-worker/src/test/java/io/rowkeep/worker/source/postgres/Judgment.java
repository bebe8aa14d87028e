package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.TableName;
import io.rowkeep.job.JobError;
import io.rowkeep.job.TableDifferences;
import io.rowkeep.worker.source.TargetSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tables with rows put beside them, judged without anything being applied. */
final class Judgment implements AutoCloseable {

    private final TargetSession session;
    private final PostgresTargetView view;

    Judgment(TargetBench bench, String... tables) {
        session = bench.session();
        view = (PostgresTargetView) session.view(TargetBench.names(tables));
    }

    PostgresTargetView view() {
        return view;
    }

    /** Puts rows into a table, where they are beside the others. */
    Judgment merge(String table, List<String> columns, String... lines) {
        return put(table, false, columns, lines);
    }

    /** The same, and all other rows go. */
    Judgment exchange(String table, List<String> columns, String... lines) {
        return put(table, true, columns, lines);
    }

    private Judgment put(String table, boolean deletes, List<String> columns, String... lines) {
        TableName name = TargetBench.table(table);
        view.stage(name, columns, TargetBench.lines(lines));
        view.plan(new PutBack(view.staged(name), deletes));
        return this;
    }

    List<String> violations() {
        return view.violations().stream().map(JobError::message).toList();
    }

    TableDifferences differences(String table) {
        return view.differences(TargetBench.table(table));
    }

    List<String> lines(String table) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            view.printDifferences(TargetBench.table(table), out::write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public void close() {
        view.close();
        session.close();
    }
}
