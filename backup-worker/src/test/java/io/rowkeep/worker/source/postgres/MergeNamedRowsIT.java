package io.rowkeep.worker.source.postgres;

import static io.rowkeep.worker.source.postgres.TargetBench.lines;
import static io.rowkeep.worker.source.postgres.TargetBench.names;
import static io.rowkeep.worker.source.postgres.TargetBench.rule;
import static io.rowkeep.worker.source.postgres.TargetBench.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.ConflictPolicy;
import io.rowkeep.job.RowChanges;
import io.rowkeep.job.RowDecision;
import io.rowkeep.job.Side;
import io.rowkeep.worker.source.MergeRules;
import io.rowkeep.worker.source.TargetSession;
import io.rowkeep.worker.source.TargetView;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that somebody names, to merge only those or to decide about them. */
class MergeNamedRowsIT {

    private static final TableName SEATS = table("public.seats");
    private static final List<String> COLUMNS = List.of("room", "no", "name", "changed");
    private static final String[] BACKUP = {
        "A\t1\tbackup\t1", "A\t2\tbackup\t1", "b\\tc\\\\\t3\tbackup\t3", "A\t4\tbackup\t2"
    };

    private final TargetBench bench = new TargetBench();

    @BeforeEach
    void seats() {
        bench.sql(
                "create table seats (room varchar(4), no numeric(4,1), name text, changed int, twice int generated always as (changed * 2) stored, primary key (room, no))",
                "insert into seats values ('A', 1, 'table', 2), ('A', 2.0, 'table', 1), (e'b\\tc\\\\', 3, 'table', 1), ('only', 5, 'table', 1)");
    }

    @Test
    void onlyChosenRowsAreMerged() {
        bench.change(List.of("public.seats"), change -> {
            change.stage(SEATS, COLUMNS, lines(BACKUP));
            assertThat(change.merge(SEATS, chosen(List.of(key("A", "1"), key("b\tc\\", "3.00"), key("A", "01")))))
                    .isEqualTo(new RowChanges(0, 2, 0, 2));
        });
        assertThat(rows()).containsExactly("1.0 backup", "2.0 table", "3.0 backup", "5.0 table");
    }

    @Test
    void keysThatNameNothingAreRefused() {
        assertRefused(chosen(key("A", "9"))).hasMessageContaining("(room, no) = (A, 9.0) of table public.seats");
        assertRefused(chosen(key("only", "5"))).hasMessageContaining("The backup has no row");
        assertRefused(chosen(key("A", "one")))
                .hasMessageContaining("table public.seats")
                .hasMessageContaining("\"one\"")
                .hasMessageNotContaining("rowkeep_");
        assertRefused(chosen(key("ABCDE", "1"))).hasMessageContaining("too long");
        assertRefused(chosen(Map.of("no", "1"))).hasMessageContaining("whose primary key is (room, no)");
        assertRefused(chosen(Map.of("no", "1", "name", "x"))).hasMessageContaining("public.seats");
        assertRefused(chosen(Map.of("no", "1", "room", "A", "name", "x"))).hasMessageContaining("public.seats");
    }

    @Test
    void aDecisionHoldsForEveryDifferingRow() {
        bench.change(List.of("public.seats"), change -> {
            change.stage(SEATS, COLUMNS, lines(BACKUP));
            MergeRules rules = decided(
                    true,
                    decision(key("A", "1"), Side.BACKUP),
                    fields(key("A", "2"), Map.of("changed", Side.BACKUP, "name", Side.BACKUP)),
                    decision(key("A", "4"), Side.CURRENT),
                    fields(key("b\tc\\", "3"), Map.of("changed", Side.BACKUP)));
            assertThat(change.merge(SEATS, rules)).isEqualTo(new RowChanges(0, 3, 0, 1));
        });
        assertThat(rows()).containsExactly("1.0 backup", "2.0 backup", "3.0 table", "5.0 table");
        assertThat(bench.column("select changed || ' ' || twice from seats where no = 3"))
                .containsExactly("3 6");
    }

    @Test
    void aDecisionThatLeavesTheRowAsItIsWritesNothing() {
        List<String> before = bench.column("select ctid from seats");
        bench.change(List.of("public.seats"), change -> {
            change.stage(SEATS, COLUMNS, lines("A\t1\tbackup\t1", "A\t2\tbackup\t1"));
            MergeRules rules = decided(
                    false,
                    decision(key("A", "1"), Side.CURRENT),
                    fields(key("A", "2"), Map.of("changed", Side.BACKUP, "name", Side.CURRENT)));
            assertThat(change.merge(SEATS, rules)).isEqualTo(new RowChanges(0, 0, 0, 4));
        });
        assertThat(bench.column("select ctid from seats")).isEqualTo(before);
    }

    @Test
    void decisionsThatNameNothingAreRefused() {
        assertRefused(decided(false, decision(key("A", "9"), Side.BACKUP))).hasMessageContaining("(A, 9.0)");
        assertRefused(decided(false, fields(key("A", "4"), Map.of("name", Side.BACKUP))))
                .hasMessageContaining("(A, 4.0)")
                .hasMessageContaining("does not have");
        assertRefused(decided(false, fields(key("A", "1"), Map.of("nome", Side.BACKUP))))
                .hasMessageContaining("field nome");
        assertRefused(decided(false, fields(key("A", "1"), Map.of("twice", Side.BACKUP))))
                .hasMessageContaining("field twice");
        assertRefused(decided(false, decision(key("A", "1"), Side.BACKUP), decision(key("A", "1.0"), Side.CURRENT)))
                .hasMessageContaining("more than one decision about the row (room, no) = (A, 1.0)");
    }

    @Test
    void aDecisionNeverReachesAProtectedRow() {
        bench.change(List.of("public.seats"), change -> {
            change.stage(SEATS, COLUMNS, lines(BACKUP));
            change.protect(List.of(rule("public.seats", "no = 1")));
            change.merge(SEATS, decided(false, decision(key("A", "1"), Side.BACKUP)));
        });
        assertThat(rows()).contains("1.0 table");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(MergeRules rules) {
        return assertThatThrownBy(() -> {
                    try (TargetSession session = bench.session();
                            TargetView view = session.view(names("public.seats"))) {
                        view.stage(SEATS, COLUMNS, lines(BACKUP));
                        view.merge(SEATS, rules);
                    }
                })
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ROW_KEY_INVALID));
    }

    private static MergeRules chosen(Map<String, String> key) {
        return chosen(List.of(key));
    }

    private static MergeRules chosen(List<Map<String, String>> keys) {
        return new MergeRules(ConflictPolicy.BACKUP_WINS, false, null, false, keys, List.of(), false);
    }

    private static MergeRules decided(boolean preserveNewer, RowDecision... decisions) {
        return new MergeRules(
                ConflictPolicy.MANUAL, preserveNewer, "changed", false, List.of(), List.of(decisions), false);
    }

    private static RowDecision decision(Map<String, String> key, Side side) {
        return new RowDecision(SEATS, key, side, null);
    }

    private static RowDecision fields(Map<String, String> key, Map<String, Side> fields) {
        return new RowDecision(SEATS, key, null, fields);
    }

    private static Map<String, String> key(String room, String no) {
        return Map.of("room", room, "no", no);
    }

    private List<String> rows() {
        return bench.column("select no || ' ' || name from seats order by no");
    }
}
