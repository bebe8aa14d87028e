package io.rowkeep.worker.source.postgres;

import static io.rowkeep.worker.source.postgres.TargetBench.begin;
import static io.rowkeep.worker.source.postgres.TargetBench.lines;
import static io.rowkeep.worker.source.postgres.TargetBench.names;
import static io.rowkeep.worker.source.postgres.TargetBench.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.Column;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.RowChanges;
import io.rowkeep.worker.source.RowStream;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSession;
import io.rowkeep.worker.source.TargetView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a change touched is remembered, and put back where nobody has touched it since. */
class BeforeImagesIT {

    private static final TableName T = table("public.t");

    private final TargetBench bench = new TargetBench();
    private List<String> columns = List.of();

    @Test
    void eachChangedRowHasAnImageInOrderOfTheKeyAndNoOther() {
        bench.sql("create table t (id int primary key, v text)", "insert into t values (3, 'c'), (1, 'a'), (2, 'b')");

        List<String> images = replace("1\ta", "2\tB", "4\td");

        assertThat(columns).containsExactly("rowkeep_absent", "rowkeep_after", "id", "v");
        assertThat(images)
                .containsExactly(
                        "f\t%s\t2\tb".formatted(digest("(2,B)")),
                        "f\t\\N\t3\tc",
                        "t\t%s\t4\t\\N".formatted(digest("(4,d)")));
    }

    @Test
    void everythingIsPutBackAndPutForwardAgain() {
        bench.sql("create table t (id int primary key, v text)", "insert into t values (3, 'c'), (1, 'a'), (2, 'b')");
        List<String> before = rows();
        List<String> images = replace("1\ta", "2\tB", "4\td");
        List<String> after = rows();

        List<String> again = revert(false, images, new RowChanges(1, 1, 1, 1));
        assertThat(rows()).isEqualTo(before);

        revert(false, again, new RowChanges(1, 1, 1, 1));
        assertThat(rows()).isEqualTo(after);
    }

    @Test
    void aRowIsWhatTriggersMadeOfIt() {
        bench.sql(
                "create table t (id int primary key, v text, n int default 0)",
                "insert into t values (1, 'a', 0), (2, 'b', 0), (5, 'never', 0)",
                "create function count_it() returns trigger language plpgsql as"
                        + " 'begin if new.id = 9 then return null; end if; new.n = new.n + 1; return new; end'",
                "create function shout() returns trigger language plpgsql as"
                        + " 'begin update public.t set v = upper(v) where id = new.id and v <> upper(v); return null; end'",
                "create trigger count_it before insert or update on t for each row execute function count_it()",
                "create trigger shout after insert or update on t for each row execute function shout()");
        List<String> before = rows();

        List<String> images = replace("1\tx\t0", "2\tb\t0", "3\tc\t0", "5\tnever\t0", "9\tgone\t0");

        assertThat(rows()).containsExactly("(1,X,2)", "(2,b,0)", "(3,C,2)", "(5,never,0)");
        assertThat(images)
                .containsExactly(
                        "f\t%s\t1\ta\t0".formatted(digest("(1,X,2)")),
                        "t\t%s\t3\t\\N\t\\N".formatted(digest("(3,C,2)")));
        bench.sql("alter table t disable trigger user");
        revert(false, images, new RowChanges(0, 1, 1, 2));
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void whoHasTouchedARowSinceIsAConflict() {
        bench.sql(
                "create table t (id int primary key, v text)",
                "insert into t select n, 'before' from generate_series(1, 8) n");
        List<String> before = rows();
        List<String> images = replace(
                "1\tafter",
                "2\tafter",
                "3\tafter",
                "4\tafter",
                "5\tbefore",
                "6\tbefore",
                "11\tnew",
                "12\tnew",
                "13\tnew");
        bench.sql(
                "update t set v = 'since' where id = 2",
                "delete from t where id = 3",
                "update t set v = 'before' where id = 4",
                "update t set v = 'since' where id in (5, 12)",
                "insert into t values (7, 'since'), (20, 'since')",
                "delete from t where id = 13");
        List<String> found = rows();

        view(view -> {
            stage(view, images);
            assertThat(view.revert(T, false)).isEqualTo(new RowChanges(1, 1, 1, 7));
            assertThat(view.violations())
                    .singleElement()
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNDO_CONFLICTS))
                    .extracting(JobError::message)
                    .asString()
                    .contains("4 rows of table public.t", "(id) = (", "\"force\": true");
        });
        assertThat(rows()).isEqualTo(found);

        List<String> again = revert(true, images, new RowChanges(2, 3, 2, 4));

        List<String> expected = new ArrayList<>(before);
        expected.set(4, "(5,since)");
        expected.add("(20,since)");
        assertThat(rows()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(again).hasSize(7);
        revert(false, again, new RowChanges(2, 3, 2, 4));
        assertThat(rows()).isEqualTo(found);
    }

    @Test
    void aRowIsFoundByTheEqualityOfItsKey() {
        bench.sql(
                "create schema ext",
                "create extension citext schema ext",
                "create table t (word ext.citext, n int, v text, primary key (word, n))",
                "insert into t values ('Abc', 1, 'a'), ('Abc', 2, 'b')");
        List<String> before = rows();

        List<String> images = replace("aBC\t1\ta", "Abc\t2\tb", "DEF\t1\td");

        assertThat(images).hasSize(2);
        revert(false, images, new RowChanges(0, 1, 1, 1));
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void partitionsIdentitiesDomainsAndComputedColumnsAreNothingSpecial() {
        bench.sql(
                "create domain filled as text not null check (value <> '')",
                "create table t (id int generated always as identity, k int, f filled, w numeric(5,2), twice int generated always as (k * 2) stored,"
                        + " primary key (id, k)) partition by list (k)",
                "create table t1 (f filled, w numeric(5,2), k int not null, id int not null, twice int generated always as (k * 2) stored)",
                "alter table t attach partition t1 for values in (1)",
                "create table t2 partition of t default",
                "insert into t (k, f, w) select n % 3, 'f' || n, n from generate_series(1, 6) n");
        List<String> before = rows();

        List<String> images =
                replace("1\t1\tf1\t1.00", "2\t2\tnew\t2.00", "5\t2\tf5\t5.50", "6\t1\tf6\t6.00", "99\t1\tcome\t\\N");
        List<String> after = rows();

        List<String> again = revert(false, images, new RowChanges(3, 2, 2, 1));
        assertThat(rows()).isEqualTo(before);
        revert(false, again, new RowChanges(2, 2, 3, 1));
        assertThat(rows()).isEqualTo(after);
    }

    @Test
    void rowsThatSwapAUniqueValueSwapItBack() {
        bench.sql(
                "create table t (id int primary key, v text unique)",
                "insert into t values (1, 'a'), (2, 'b'), (3, 'c')");
        List<String> before = rows();

        List<String> images = replace("1\tb", "2\ta", "4\tc");

        revert(false, images, new RowChanges(1, 2, 1, 0));
        assertThat(rows()).isEqualTo(before);
    }

    /** Makes the table hold these rows and nothing else; answers the images. */
    private List<String> replace(String... rows) {
        return change(change -> {
            List<String> own = change.schema().tables().getFirst().columns().stream()
                    .map(Column::name)
                    .toList();
            change.stage(T, own, lines(rows));
            change.compare(T);
        });
    }

    /** Puts the table back; answers the images of doing so. */
    private List<String> revert(boolean force, List<String> images, RowChanges expected) {
        return change(change -> {
            stage(change, images);
            assertThat(change.revert(T, force)).isEqualTo(expected);
            assertThat(change.violations()).isEmpty();
        });
    }

    private void stage(TargetView view, List<String> images) {
        assertThat(view.stageImages(T, columns, lines(images.toArray(String[]::new))))
                .isEqualTo(images.size());
    }

    private void view(Consumer<TargetView> work) {
        try (TargetSession session = bench.session();
                TargetView view = session.view(names("public.t"))) {
            work.accept(view);
        }
    }

    private List<String> change(Consumer<TargetChange> work) {
        List<String> images = new ArrayList<>();
        try (TargetSession session = bench.session();
                TargetChange change = begin(session, "public.t")) {
            work.accept(change);
            change.remember();
            change.apply();
            change.settle(Map.of());
            columns =
                    change.imageColumns(T).columns().stream().map(Column::name).toList();
            try (RowStream stream = change.beforeImages(T)) {
                for (byte[] row = stream.next(); row != null; row = stream.next()) {
                    images.add(new String(row, StandardCharsets.UTF_8).stripTrailing());
                }
            }
            change.commit(JobStatistics.of(List.of(), 1, List.of(), List.of()), null);
        }
        return images;
    }

    private String digest(String row) {
        return bench.column("select encode(sha256(convert_to('%s', 'UTF8')), 'hex')".formatted(row))
                .getFirst();
    }

    private List<String> rows() {
        return bench.column("select t::text from t order by t");
    }
}
