package io.rowkeep.worker.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.artifact.Column;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.Snapshot;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.ImportFormat;
import io.rowkeep.job.ImportSpec;
import io.rowkeep.worker.attempt.AttemptStopped;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ImportRunnerIT {

    private static final ImportSite SITE = new ImportSite();

    @BeforeAll
    static void makeTables() {
        SITE.sql("""
                create table "User" (id text primary key, email text, name text, "createdAt" timestamptz,
                    "updatedAt" timestamptz, points int default 7, shout text generated always as (upper(name)) stored);
                create table users (id serial primary key, username text not null, is_admin bool, created_at timestamp,
                    note varchar(5));
                create table courses (id int primary key, title text not null, fee numeric check (fee >= 0), seats int,
                    constraint room check (seats > 0 or fee = 0));
                create function picky(n int) returns bool language plpgsql as $$ begin if n = 13 then raise 'no 13'; end if; return n > 0; end $$;
                create table guarded (id int primary key, n int check (picky(n)));
                alter table courses add constraint late check (id < 100) not valid;
                """);
    }

    @Test
    void aSmartBackupBecomesABackupOfTheColumnsThatOccur() {
        Manifest manifest = SITE.imported("""
                {"tables": [{"tableName": "User", "primaryKey": "id", "records": [
                    {"id": "user123", "email": "john@example.com", "name": "John Doe",
                     "createdAt": "2024-01-15T10:30:00.000Z", "updatedAt": "2024-01-15T10:30:00.000Z"}]}],
                 "metadata": {"exportedAt": "2024-01-15T12:00:00.000Z", "version": "1.0", "recordCounts": {"User": 1}}}
                """, null, null);

        TableEntry entry = ImportSite.entry(manifest, "User");
        assertThat(SITE.stored(manifest, "User"))
                .isEqualTo("user123\tjohn@example.com\tJohn Doe\t2024-01-15 10:30:00+00\t2024-01-15 10:30:00+00\n");
        assertThat(entry.columns().stream().map(Column::name))
                .containsExactly("id", "email", "name", "createdAt", "updatedAt");
        assertThat(entry.generated()).containsExactly("shout");
        assertThat(entry.primaryKey()).containsExactly("id");
        assertThat(manifest.snapshot().consistency()).isEqualTo(Snapshot.Consistency.IMPORTED);
        assertThat(manifest.label()).isEqualTo("made elsewhere");
        assertThat(manifest.restorable()).isTrue();
        assertThat(manifest.statistics().rows()).isEqualTo(1);
    }

    @Test
    void theUsersDocumentBecomesABackupWithTheSequencesOfTheTable() {
        Manifest manifest = SITE.imported("""
                {"backup_timestamp": "20251013_143022", "total_users": 1, "users": [
                    {"id": 1, "username": "admin", "is_admin": true, "created_at": "2025-10-01T10:00:00.000000"}]}
                """, null, null);

        assertThat(SITE.stored(manifest, "users")).isEqualTo("1\tadmin\tt\t2025-10-01 10:00:00\n");
        assertThat(ImportSite.entry(manifest, "users").sequences()).hasSize(1);
    }

    @Test
    void aValueThatTheColumnCannotHoldIsRefusedWithTableRecordAndColumn() {
        BackupException refusal = SITE.refused(
                SITE.runner(), "[{\"id\": 1}, {\"id\": 2}, {\"id\": \"abc\"}]", "users", ImportFormat.JSON);

        assertThat(refusal.code()).isEqualTo(ErrorCode.IMPORT_REFUSED);
        assertThat(refusal)
                .hasMessageContainingAll("public.users", "record 3", "column id", "\"abc\"")
                .hasMessageNotContaining("rowkeep_import");
        assertThat(SITE.refused(SITE.runner(), "id,note\n1,too long for it\n", "users", null))
                .hasMessageContainingAll("record 1", "column note");
    }

    @Test
    void aRecordThatTheTableCouldNotHoldIsRefused() {
        refusedCourses(
                "[{\"id\": 1, \"title\": \"a\"}, {\"id\": 2, \"title\": null}]",
                "record 2: column title must not be NULL");
        refusedCourses(
                "[{\"id\": 1, \"fee\": 1}, {\"id\": 2, \"fee\": null}, {\"id\": 3, \"fee\": -1}]",
                "record 3: it violates the check constraint courses_fee_check");
        refusedCourses("[{\"id\": 1, \"fee\": 5, \"seats\": 0}]", "record 1: it violates the check constraint room");
    }

    @Test
    void whatTheFileCannotTellIsLeftToTheRestore() {
        Manifest manifest = SITE.imported(
                "[{\"id\": 101, \"seats\": 0}, {\"id\": 102, \"seats\": null}]", "courses", ImportFormat.JSON);

        assertThat(manifest.statistics().rows()).isEqualTo(2);
        Manifest guarded = SITE.imported("[{\"id\": 1, \"n\": 13}]", "guarded", ImportFormat.JSON);
        assertThat(guarded.statistics().rows()).isEqualTo(1);
        assertThat(SITE.refused(SITE.runner(), "[{\"id\": 1, \"n\": 0}]", "guarded", ImportFormat.JSON))
                .hasMessageContaining("record 1: it violates the check constraint guarded_n_check");
    }

    private static void refusedCourses(String file, String why) {
        BackupException refusal = SITE.refused(SITE.runner(), file, "courses", ImportFormat.JSON);

        assertThat(refusal.code()).isEqualTo(ErrorCode.IMPORT_REFUSED);
        assertThat(refusal).hasMessage("Table public.courses, " + why);
    }

    @Test
    void twoRecordsOfOneKeyAreRefused() {
        BackupException refusal =
                SITE.refused(SITE.runner(), "[{\"id\": 2}, {\"id\": 1}, {\"id\": 2}]", "users", ImportFormat.JSON);

        assertThat(refusal.code()).isEqualTo(ErrorCode.IMPORT_REFUSED);
        assertThat(refusal).hasMessage("Table public.users, two of the records have the primary key (id) = (2)");
    }

    @Test
    void nothingIsLeftOfARefusedFileInTheDatabase() {
        SITE.refused(SITE.runner(), "[{\"id\": 1}, {\"id\": \"abc\"}]", "users", null);

        assertThat(SITE.copied("(select count(*) from pg_catalog.pg_class where relname like 'rowkeep_import%')"))
                .isEqualTo("0\n");
    }

    @Test
    void anUnknownTableIsAnsweredWithThoseThatThereAre() {
        BackupException refusal =
                SITE.refused(SITE.runner(), "{\"tables\": [{\"tableName\": \"Usr\", \"records\": []}]}", null, null);

        assertThat(refusal.code()).isEqualTo(ErrorCode.TABLE_NOT_FOUND);
        assertThat(refusal).hasMessageContainingAll("'Usr'", "public.User", "public.users");
    }

    @Test
    void aRoleWithoutTemporaryTablesIsToldWhatItNeeds() {
        SITE.sql(
                "drop role if exists bare",
                "create role bare login password 'x'",
                "do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$",
                "grant select on all tables in schema public to bare");

        BackupException refusal = SITE.refused(SITE.runner("bare", "x"), "[{\"id\": 1}]", "users", null);

        assertThat(refusal.code()).isEqualTo(ErrorCode.SOURCE_ACCESS_DENIED);
        assertThat(refusal).hasMessageContaining("grant temporary on database").hasMessageContaining("to bare");
    }

    @Test
    void aCancelledImportStopsAndItsUploadGoesWhenItIsClosed() {
        ImportSpec spec = SITE.upload("[{\"id\": 1}]".getBytes(StandardCharsets.UTF_8), "users", null);
        TestAttempt attempt = TestAttempt.imports(spec, 1, false);
        attempt.onCheckpoint = attempt::stop;

        assertThatThrownBy(() -> SITE.runner().run(spec, attempt)).isInstanceOf(AttemptStopped.class);
        SITE.runner().close(spec, TestAttempt.imports(spec, 1, false), new Outcome.Cancelled());

        assertThat(SITE.bucket.list(spec.upload().folder())).isEmpty();
    }

    @Test
    void anUploadThatIsNotAsItCameIsDamaged() {
        ImportSpec spec = SITE.upload("[{\"id\": 1}]".getBytes(StandardCharsets.UTF_8), "users", null);
        SITE.bucket.objects.put(spec.upload().folder() + "000000", "[{\"id\": 2}]".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> SITE.runner().run(spec, TestAttempt.imports(spec, 1, false)))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARTIFACT_DAMAGED));
    }
}
