package io.rowkeep.worker.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetQuery;
import io.rowkeep.dataset.ParameterType;
import io.rowkeep.dataset.QueryParameter;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.source.OpenedQuery;
import io.rowkeep.worker.source.RowStream;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.SourceSession;
import io.rowkeep.worker.source.SourceSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A query is run at one instant, and never shows a table empty that was full then. */
class QueryInstantIT {

    private static final DatasetQuery QUERY = new DatasetQuery(
            "select id, n from visits where id = :id order by n",
            TableName.parse("visits"),
            List.of(new QueryParameter("id", ParameterType.INTEGER, 0L, 9L, List.of())));

    private final Exports exports = new Exports().sql("""
            create table visits (id int, n int) partition by list (id);
            create table visits_1 partition of visits for values in (1);
            create table visits_2 partition of visits for values in (2);
            insert into visits select 1, i from generate_series(1, 3) i""");

    @Test
    void whatIsCommittedLaterIsNotSeen() {
        try (SourceSession session = open()) {
            OpenedQuery opened = session.openQuery(QUERY, Map.of("id", "1"));
            exports.sql("insert into visits values (1, 4)", "delete from visits where n = 1");

            assertThat(rows(opened)).isEqualTo("1\t1\n1\t2\n1\t3\n");
            opened.snapshot().verifyUnchanged();
            opened.snapshot().close();
        }
    }

    @Test
    void aTableThatIsEmptiedBeforeItIsLockedFailsTheAttempt() {
        try (SourceSession session = open()) {
            OpenedQuery opened = session.openQuery(QUERY, Map.of("id", "1"));
            // No partition is locked while the parameter has no value.
            exports.sql("truncate visits_1");

            assertThat(rows(opened)).isEmpty();
            assertThatExceptionOfType(BackupException.class)
                    .isThrownBy(() -> opened.snapshot().verifyUnchanged())
                    .withMessage(
                            "Source school, table visits_1: it was made, emptied or rewritten while the query began")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_CONFLICT));
            opened.snapshot().close();
        }
    }

    @Test
    void theSessionGoesOnAsItWas() {
        try (SourceSession session = open()) {
            session.openQuery(QUERY, Map.of("id", "1")).snapshot().close();
            OpenedQuery again = session.openQuery(QUERY, Map.of("id", "2"));

            assertThat(rows(again)).isEmpty();
            again.snapshot().verifyUnchanged();
            again.snapshot().close();
            assertThat(session.select(DatasetDefinition.all(), List.of()).tables())
                    .hasSize(1);
        }
    }

    private SourceSession open() {
        return exports.source().openSource(new SessionTag("test", 0));
    }

    private static String rows(OpenedQuery opened) {
        SourceSnapshot snapshot = opened.snapshot();
        StringBuilder lines = new StringBuilder();
        try (RowStream rows = snapshot.rows(snapshot.split(opened.result()).getFirst())) {
            for (byte[] row = rows.next(); row != null; row = rows.next()) {
                lines.append(new String(row, StandardCharsets.UTF_8));
            }
        }
        return lines.toString();
    }
}
