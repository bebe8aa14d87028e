package io.rowkeep.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowkeep.judge.Fingerprint;
import io.rowkeep.judge.HardDatabase;
import io.rowkeep.judge.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/**
 * Two workers that look after the tables of a help desk: people who refer to each other and to departments, tickets that go with
 * their people, remarks without a key. A keep rule protects the administrators.
 */
abstract class HelpDesk extends TwoWorkers {

    static final String CLEAR =
            "{\"source\": \"desk\", \"dataset\": \"all\", \"tables\": \"all\", \"confirm\": \"all\"}";

    private static final String DATASETS = """
            datasets:
              people:
                tables: [public.*]
                keep:
                  public.staff: is_admin
            """;

    private static final String ROWS = """
            truncate remarks, tickets, staff, departments;
            insert into departments select i, 'Department ' || i from generate_series(1, 20) i;
            insert into staff
            select i, 'person ' || i, case when i % 50 = 1 then true when i % 3 = 0 then null else false end, i / 10, 1 + i % 20
              from generate_series(0, 300) i order by i;
            insert into tickets overriding system value
            select i, i % 301, (select string_agg(md5(i || '.' || j), '') from generate_series(1, 20) j)
              from generate_series(1, 3000) i;
            insert into remarks select i % 3000 + 1, 'remark ' || i % 700 from generate_series(1, 4000) i;
            """;

    /** What a clear has to leave, written down by hand. */
    private static final String CLEARED = """
            delete from remarks;
            delete from tickets;
            create temp table stays on commit drop as
            with recursive kept as (
                select id, boss from staff where is_admin
                union select s.id, s.boss from staff s join kept k on k.boss = s.id
            ) select id from kept;
            delete from staff where id not in (select id from stays);
            delete from departments d where not exists (select from staff s where s.department = d.id);
            """;

    final HardDatabase desk;
    final DataSource tables;
    Fingerprint before;
    Fingerprint cleared;

    HelpDesk() {
        this(HardDatabase.empty());
    }

    private HelpDesk(HardDatabase desk) {
        super(new Site(Map.of("desk", desk.owner()), DATASETS));
        this.desk = desk;
        this.tables = desk.superuser().dataSource();
    }

    @BeforeAll
    void tables() {
        Sql.run(desk.owner().dataSource(), """
                create table departments (id int primary key, title text not null);
                create table staff (id int primary key, name text not null unique, is_admin boolean,
                                    boss int references staff deferrable, department int not null references departments);
                create table tickets (id int generated always as identity primary key,
                                      person int not null references staff on delete cascade, body text not null);
                create table remarks (ticket int references tickets on delete set null, remark text not null);
                """);
        fill();
        before = Fingerprint.of(tables);
        Sql.run(tables, "begin; %s commit".formatted(CLEARED));
        cleared = Fingerprint.of(tables);
    }

    @BeforeEach
    void fill() {
        Sql.run(desk.owner().dataSource(), ROWS);
    }

    /** The state that the tables are in, by its content; fails when it is none of these. */
    void requireState(Fingerprint expected) {
        assertThat(Fingerprint.of(tables).differencesFrom(expected)).isEmpty();
    }

    /** Checks that the job happened once, says so everywhere alike, and has a safety backup of those rows. */
    void happenedOnce(String id, long rowsBefore) {
        JsonNode job = api.succeeded(id);
        assertThat(Sql.rows(
                        tables,
                        "select outcome, safety_backup_id from rowkeep.applied_job where job_id = '%s'".formatted(id)))
                .containsExactly(List.of("applied", job.get("safetyBackupId").stringValue()));
        JsonNode saved = api.get("/api/v1/backups/" + job.get("safetyBackupId").stringValue())
                .body();
        assertThat(saved.at("/statistics/rows").longValue()).isEqualTo(rowsBefore);
        assertThat(saved.get("savedFor").stringValue())
                .isEqualTo(job.get("kind").stringValue());
        // The server ends a session after its client has left.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Sql.rows(
                                tables,
                                "select from pg_stat_activity where application_name like 'rowkeep/%s%%'"
                                        .formatted(id)))
                        .isEmpty());
    }

    /** Rows of all tables now. */
    long rows() {
        return Fingerprint.of(tables).tables().values().stream()
                .mapToLong(List::size)
                .sum();
    }
}
