package io.rowkeep.worker.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.format.BackupFormat;
import org.junit.jupiter.api.Test;

/** Sequences only ever move forward, and far enough. */
class SequencesIT {

    private final RestoreBench bench = new RestoreBench();

    private String next(String sequence) {
        return bench.value("select nextval('%s')".formatted(sequence));
    }

    @Test
    void sequencesMoveForwardToWhatTheRowsOrTheBackupNeedAndNeverBack() {
        bench.sql(
                "create table s (id serial primary key)",
                "create table behind (id int generated always as identity primary key)",
                "create table ahead (id bigserial primary key)",
                "create table unused (id serial primary key)",
                "create sequence down increment -5 maxvalue 100 start 100",
                "create table d (id int primary key default nextval('down'))",
                "create sequence shared increment 10",
                "create table one (id int default nextval('shared'))",
                "create table two (id int default nextval('shared'), label text default 'n' || nextval('shared'))",
                "create sequence round maxvalue 5 cycle",
                "create table r (id int default nextval('round'))",
                "insert into s select from generate_series(1, 30)",
                "delete from s",
                "insert into behind default values",
                "insert into behind overriding system value values (500)",
                "insert into ahead select from generate_series(1, 10)",
                "insert into d select from generate_series(1, 4)",
                "insert into one select from generate_series(1, 3)",
                "insert into two (id) values (1001)",
                "insert into r select from generate_series(1, 8)");
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        bench.sql(
                "truncate s, behind, d, one, two restart identity",
                "alter sequence down restart",
                "insert into ahead select from generate_series(1, 90)",
                "select setval('shared', 11)");

        bench.restore(backup);

        assertThat(next("s_id_seq")).isEqualTo("31");
        assertThat(next("behind_id_seq")).isEqualTo("501");
        assertThat(next("ahead_id_seq")).isEqualTo("101");
        assertThat(next("unused_id_seq")).isEqualTo("1");
        assertThat(next("down")).isEqualTo("80");
        assertThat(next("shared")).isEqualTo("1011");
        assertThat(next("round")).isEqualTo("4");
        bench.sql("insert into behind default values", "insert into d default values");
    }
}
