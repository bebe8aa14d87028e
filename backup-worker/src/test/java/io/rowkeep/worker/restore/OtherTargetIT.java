package io.rowkeep.worker.restore;

import static io.rowkeep.worker.change.ChangeBench.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.JobId;
import io.rowkeep.job.MergeOptions;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.RestoredRows;
import io.rowkeep.job.RowChanges;
import io.rowkeep.job.UndoSpec;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.change.ChangeBench;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.postgres.PostgresSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A backup goes into other tables than those that it is of. */
class OtherTargetIT {

    private final RestoreBench bench = new RestoreBench();

    private void tables(String schema) {
        bench.sql(
                "create schema if not exists " + schema,
                "create type %s.mood as enum ('sad', 'ok')".formatted(schema),
                "create domain %s.name as text check (value <> '')".formatted(schema),
                "create table %1$s.student (id serial primary key, name %1$s.name, moods %1$s.mood[])"
                        .formatted(schema),
                "create table %1$s.grade (student int references %1$s.student, n int, primary key (student, n))"
                        .formatted(schema));
    }

    private static void fill(ChangeBench bench, String schema) {
        bench.sql(
                "insert into %1$s.student (name, moods) select 'n' || g, array['ok', 'sad']::%1$s.mood[] from generate_series(1, 50) g"
                        .formatted(schema),
                "insert into %s.grade select g, g from generate_series(1, 50) g".formatted(schema));
    }

    @Test
    void anotherSchemaIsReplacedAndTypesComeAlong() {
        tables("public");
        fill(bench, "public");
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        Map<String, List<String>> before = bench.contents();
        tables("\"Other one\"");
        bench.sql("insert into \"Other one\".student (name) values ('goes')");

        Outcome.Succeeded outcome =
                bench.done(Restoring.of(backup).into("Other one").spec());

        Map<String, List<String>> after = bench.contents();
        assertThat(after.get("only \"Other one\".student")).isEqualTo(before.get("only public.student"));
        assertThat(after.get("only \"Other one\".grade")).isEqualTo(before.get("only public.grade"));
        assertThat(after).containsAllEntriesOf(before);
        assertThat(of(outcome, "\"Other one\".student").changes()).isEqualTo(new RowChanges(50, 0, 1, 0));
        assertThat(bench.value("select nextval('\"Other one\".student_id_seq')"))
                .isEqualTo("51");
    }

    @Test
    void aMergeGoesIntoAnotherSchemaToo() {
        tables("public");
        fill(bench, "public");
        SavedBackup backup = bench.backup(BackupFormat.NATIVE);
        tables("other");
        bench.sql("insert into other.student (id, name) values (1, 'stays'), (900, 'new')");

        bench.done(Restoring.of(backup, "public.student")
                .into("other")
                .merging(MergeOptions.DEFAULT)
                .spec());

        assertThat(bench.value("select count(*) from other.student")).isEqualTo("51");
        assertThat(bench.value("select name from other.student where id = 1")).isEqualTo("n1");
    }

    @Test
    void twoTablesThatWouldBecomeOneAreNamed() {
        bench.sql("create schema a", "create schema b", "create table a.t (id int)", "create table b.t (id int)");
        SavedBackup backup = bench.backup(BackupFormat.JSON);

        assertThat(bench.refused(Restoring.of(backup).into("c").spec()))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNSUPPORTED))
                .hasMessageContaining("a.t, b.t would all become c.t");
        assertThat(bench.refused(Restoring.of(backup, "a.t").into("c").spec()))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SCHEMA_DRIFT))
                .hasMessageContaining("table c.t does not exist");
    }

    @Test
    void anotherSourceIsChangedByItsOwnKeepRulesAndTheBackupsSourceIsLeftAlone() {
        tables("public");
        fill(bench, "public");
        SavedBackup backup = bench.backup(BackupFormat.CSV);
        Map<String, List<String>> saved = bench.contents();
        bench.sql("update student set name = 'changed'");
        Map<String, List<String>> changed = bench.contents();
        RestoreBench other = new RestoreBench();
        bench.store.objects.forEach(other.store.objects::put);
        other.sql(
                "create type mood as enum ('sad', 'ok')",
                "create domain name as text check (value <> '')",
                "create table student (id serial primary key, name public.name, moods mood[])",
                "create table grade (student int references student, n int, primary key (student, n))");
        Source copy = new PostgresSource(
                new SourceName("copy"),
                other.database.url(),
                other.database.username(),
                other.database.password(),
                List.of(),
                true,
                ChangeBench.HURRIED);

        Outcome.Succeeded outcome =
                other.done(Restoring.of(backup).into(copy.name(), null).spec(), copy);

        assertThat(other.contents()).isEqualTo(saved);
        assertThat(bench.contents()).isEqualTo(changed);
        assertThat(outcome.backup())
                .isNotNull()
                .satisfies(safety -> assertThat(safety.source()).isEqualTo(copy.name()));
    }

    @Test
    void anUndoKnowsWhichRowsCameAlong() {
        tables("public");
        fill(bench, "public");
        SavedBackup backup = bench.backup(BackupFormat.JSON);
        tables("other");
        bench.sql("insert into other.student (name) values ('was there')");
        Map<String, List<String>> before = bench.contents();
        RestoreSpec spec = Restoring.of(backup).into("other").spec();
        Outcome.Succeeded restored = bench.done(spec);
        bench.sql("insert into other.student (id, name) values (900, 'since')");

        bench.done(new UndoSpec(
                spec.source(),
                spec.dataset(),
                new JobId(UUID.randomUUID()),
                Objects.requireNonNull(restored.safetyBackup()),
                backup.id,
                RestoredRows.of(spec),
                false,
                true));

        assertThat(bench.column("select name from other.student order by id")).containsExactly("was there", "since");
        bench.sql("delete from other.student where id = 900");
        assertThat(bench.contents()).isEqualTo(before);
    }
}
