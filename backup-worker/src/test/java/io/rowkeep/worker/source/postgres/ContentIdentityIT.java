package io.rowkeep.worker.source.postgres;

import static io.rowkeep.worker.source.postgres.TargetBench.lines;
import static io.rowkeep.worker.source.postgres.TargetBench.names;
import static io.rowkeep.worker.source.postgres.TargetBench.rule;
import static io.rowkeep.worker.source.postgres.TargetBench.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.TableName;
import io.rowkeep.job.KeptRows;
import io.rowkeep.job.RowChanges;
import io.rowkeep.worker.source.TargetSession;
import io.rowkeep.worker.source.TargetView;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables without a primary key: their rows are told apart by what they print, as often as they are there. */
class ContentIdentityIT {

    private static final TableName LOG = TargetBench.table("public.log");
    private static final List<String> COLUMNS = List.of("j", "p", "x", "note");

    private final TargetBench bench = new TargetBench();

    private void logOfTypesWithoutEquality() {
        bench.sql(
                "create table log (j json, p point, x xml, note text)",
                "insert into log values ('{\"a\":1}', '(1,2)', '<a/>', 'same'), ('{\"a\":1}', '(1,2)', '<a/>', 'same'),"
                        + " ('{\"a\":1}', '(1,2)', '<a/>', 'same'), ('{\"a\": 1}', null, null, ''), (null, null, null, null)");
    }

    @Test
    void equalRowsPairOffAndOnlyTheRestComesOrGoes() {
        logOfTypesWithoutEquality();
        List<String> before = bench.column("select ctid from log where note is null");
        bench.change(List.of("public.log"), change -> {
            assertThat(change.stage(
                            LOG,
                            COLUMNS,
                            lines(
                                    "{\"a\":1}\t(1,2)\t<a/>\tsame",
                                    "\\N\t\\N\t\\N\t\\N",
                                    "{\"a\": 1}\t\\N\t\\N\t\\N",
                                    "{\"a\": 1}\t\\N\t\\N\t\\N")))
                    .isEqualTo(4);
            assertThat(change.compare(LOG)).isEqualTo(new RowChanges(2, 0, 3, 2));
        });
        assertThat(bench.column("select concat(j, '|', p, '|', x, '|', note) from log order by 1"))
                .containsExactlyInAnyOrder("{\"a\":1}|(1,2)|<a/>|same", "|||", "{\"a\": 1}|||", "{\"a\": 1}|||");
        assertThat(bench.column("select ctid from log where j is null")).isEqualTo(before);
    }

    @Test
    void aKeptRowIsTheOneThatStaysAmongItsEquals() {
        logOfTypesWithoutEquality();
        String last =
                bench.column("select max(ctid) from log where note = 'same'").getFirst();
        bench.change(List.of("public.log"), change -> {
            change.stage(LOG, COLUMNS, lines("{\"a\":1}\t(1,2)\t<a/>\tsame", "\\N\t\\N\t\\N\tnew"));
            assertThat(change.keep(List.of(rule("public.log", "ctid = '%s'".formatted(last)))))
                    .containsEntry(LOG, new KeptRows(1, 0, 0, 1));
            assertThat(change.compare(LOG)).isEqualTo(new RowChanges(1, 0, 4, 1));
        });
        assertThat(bench.column("select ctid from log where note = 'same'")).containsExactly(last);
        assertThat(bench.column("select note from log")).containsExactlyInAnyOrder("same", "new");
    }

    @Test
    void ofEqualRowsThoseThatAnUndoneJobHadNotPutInCameLater() {
        logOfTypesWithoutEquality();
        try (TargetSession session = bench.session();
                TargetView view = session.view(names("public.log"))) {
            view.stageUndone(
                    LOG,
                    COLUMNS,
                    lines("{\"a\":1}\t(1,2)\t<a/>\tsame", "{\"a\":1}\t(1,2)\t<a/>\tsame", "\\N\t\\N\t\\N\t\\N"));
            assertThat(view.keep(List.of())).containsEntry(LOG, new KeptRows(0, 2, 0, 0));
        }
    }

    @Test
    void aUniqueColumnMayBeReferredToFromOutside() {
        bench.sql(
                "create table codes (code text unique, v int)",
                "create table o (code text references codes (code))",
                "insert into codes values ('a', 1), ('b', 1), ('c', 1)",
                "insert into o values ('a'), ('b')");
        TableName codes = table("public.codes");
        bench.change(List.of("public.codes"), change -> {
            change.stage(codes, List.of("code", "v"), lines("a\t1", "b\t2"));
            assertThat(change.compare(codes)).isEqualTo(new RowChanges(1, 0, 2, 1));
            assertThat(change.outsideReferences(List.of(codes))).isEmpty();
        });
        assertThat(bench.column("select code || v from codes order by 1")).containsExactly("a1", "b2");
    }

    @Test
    void aTableWithoutColumnsHasRowsNevertheless() {
        bench.sql("create table log ()", "insert into log default values", "insert into log default values");
        bench.change(List.of("public.log"), change -> {
            change.stage(LOG, List.of(), lines("", "", ""));
            assertThat(change.compare(LOG)).isEqualTo(new RowChanges(1, 0, 0, 2));
        });
        assertThat(bench.column("select count(*) from log")).containsExactly("3");
    }
}
