package io.rowkeep.control;

import static io.rowkeep.control.ControlFixture.PEOPLE;
import static io.rowkeep.control.ControlFixture.SCHOOL;
import static io.rowkeep.control.ControlFixture.STATISTICS;
import static io.rowkeep.control.ControlFixture.UNAVAILABLE;
import static io.rowkeep.control.ControlFixture.WORKER_A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.JobSpec;
import io.rowkeep.job.JobStatus;
import io.rowkeep.job.PruneSpec;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.UndoSpec;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Labels, holds and the deletion of backups. */
class KeepingIT {

    private static final JobFilter ANY = new JobFilter(null, null, null, null, null);
    private static final BackupChange HOLD = BackupChange.NONE.withHeld(true);

    private final ControlFixture control = new ControlFixture();
    private final BackupCatalogue catalogue = control.stores.backups();
    private final BackupMarks marks = control.stores.marks();
    private final BackupId backup = stored();

    @Test
    void labelAndHoldChangeOnceAndAreAuditedOnce() {
        BackupChange both = HOLD.withLabel("Term's end");

        marks.change(backup, both, control.caller);
        BackupRecord changed = marks.change(backup, both, control.caller);

        assertThat(changed.held()).isTrue();
        assertThat(changed.label()).isEqualTo("Term's end");
        assertThat(marks.change(backup, BackupChange.NONE.withLabel(null), control.caller)
                        .held())
                .isTrue();
        assertThat(marks.change(backup, BackupChange.NONE.withHeld(false), control.caller)
                        .label())
                .isNull();
        assertThat(audited("backup."))
                .containsExactly("backup.labelled", "backup.held", "backup.labelled", "backup.released");
    }

    @Test
    void aDeletedBackupIsNowhereAndItsJobIsQueued() {
        Job prune = submit(prune());

        assertThat(prune.kind()).isEqualTo(JobKind.PRUNE);
        assertThat(prune.backupId()).isEqualTo(backup);
        assertThat(control.unsentCommands(prune.id())).isEqualTo(1);
        assertThat(catalogue.find(backup)).isEmpty();
        assertThat(catalogue.page(BackupFilter.of(ANY), null, 10).items()).isEmpty();
        refused(() -> submit(prune()), ErrorCode.BACKUP_NOT_FOUND);
        refused(() -> submit(restore()), ErrorCode.BACKUP_NOT_FOUND);
        refused(() -> marks.change(backup, HOLD, control.caller), ErrorCode.BACKUP_NOT_FOUND);
        assertThat(audited("job.requested")).hasSize(2);
    }

    @Test
    void theRowGoesWhenTheJobHasSucceededAndNotBefore() {
        Job prune = submit(prune());
        assertThat(control.stores.traces().of(backup)).isEqualTo(new BackupTrace(true, false, true));
        Claim claim = control.claim(prune.id(), WORKER_A);

        control.jobs().succeed(claim, STATISTICS, null, null);

        assertThat(control.stores.traces().of(backup)).isEqualTo(new BackupTrace(false, false, false));
        assertThat(rows()).isZero();
    }

    @Test
    void aFailedPruneLeavesTheRestToTheSweep() {
        Claim claim = control.claim(submit(prune()).id(), WORKER_A);
        DeletedBackups deleted = control.stores.deleted();
        control.jdbc
                .sql("update rowkeep.backup set deleted_at = deleted_at - interval '61 minutes'")
                .update();
        assertThat(deleted.forgotten(SCHOOL)).isEmpty();

        control.jobs().fail(claim, UNAVAILABLE);

        assertThat(deleted.forgotten(SCHOOL)).containsExactly(new DeletedBackups.DeletedBackup(backup, PEOPLE));
        deleted.forget(backup);
        assertThat(rows()).isZero();
    }

    @Test
    void aBackupThatIsNotDeletedIsNeverForgotten() {
        control.stores.deleted().forget(backup);

        assertThat(catalogue.find(backup)).isPresent();
        assertThat(control.stores.deleted().forgotten(SCHOOL)).isEmpty();
    }

    @Test
    void aHeldBackupStaysUntilItIsReleased() {
        marks.change(backup, HOLD, control.caller);

        refused(() -> submit(prune()), ErrorCode.BACKUP_HELD);
        assertThat(catalogue.find(backup)).isPresent();

        marks.change(backup, BackupChange.NONE.withHeld(false), control.caller);
        submit(prune());
    }

    @Test
    void aBackupStaysWhileARestoreOrUndoReadsIt() {
        Job restore = submit(restore());
        refused(() -> submit(prune()), ErrorCode.BACKUP_IN_USE);
        control.intake().cancel(restore.id(), control.caller);

        Job undo = submit(new UndoSpec(SCHOOL, PEOPLE, restore.id(), stored(), backup, null, false, true));
        refused(() -> submit(prune()), ErrorCode.BACKUP_IN_USE);
        control.intake().cancel(undo.id(), control.caller);

        assertThat(submit(prune()).status()).isEqualTo(JobStatus.QUEUED);
        refused(
                () -> submit(new UndoSpec(SCHOOL, PEOPLE, restore.id(), stored(), backup, null, false, true)),
                ErrorCode.BACKUP_NOT_FOUND);
    }

    @Test
    void anUndoByForceDoesNotNeedWhatWasRestored() {
        UndoSpec undo = new UndoSpec(SCHOOL, PEOPLE, control.submit().id(), stored(), backup, null, true, true);
        submit(undo);
        submit(prune());

        assertThat(submit(undo).status()).isEqualTo(JobStatus.QUEUED);
    }

    @Test
    void aRefusedDeletionLeavesNothingBehind() {
        marks.change(backup, HOLD, control.caller);
        List<String> before = audited("");

        refused(() -> submit(prune()), ErrorCode.BACKUP_HELD);

        assertThat(audited("")).isEqualTo(before);
        assertThat(control.jdbc
                        .sql("select count(*) from rowkeep.job where kind = 'prune'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void listsAreNarrowedByHoldAndPurpose() {
        BackupId other = stored();
        marks.change(other, HOLD, control.caller);
        control.jdbc
                .sql("update rowkeep.backup set saved_for = 'clear' where id = :id")
                .param("id", other.value())
                .update();

        assertThat(listed(null, true)).containsExactly(other);
        assertThat(listed(null, false)).containsExactly(backup);
        assertThat(listed(SavedFor.CLEAR, null)).containsExactly(other);
        assertThat(listed(SavedFor.NONE, null)).containsExactly(backup);
        assertThat(listed(SavedFor.UNDO, null)).isEmpty();
    }

    private List<BackupId> listed(SavedFor savedFor, Boolean held) {
        return catalogue.page(new BackupFilter(ANY, savedFor, held), null, 10).items().stream()
                .map(BackupRecord::id)
                .toList();
    }

    private BackupId stored() {
        JobId job = control.submit().id();
        Claim claim = control.claim(job, WORKER_A);
        control.jobs().succeed(claim, STATISTICS, null, control.record(claim));
        return control.record(claim).id();
    }

    private JobSpec prune() {
        return new PruneSpec(SCHOOL, PEOPLE, backup);
    }

    private JobSpec restore() {
        return RestoreSpec.replace(SCHOOL, PEOPLE, backup, List.of(), true);
    }

    private Job submit(JobSpec spec) {
        return control.intake().submit(spec, control.caller, null).job();
    }

    private List<String> audited(String prefix) {
        return control.jdbc
                .sql("select action from rowkeep.audit where starts_with(action, :prefix) order by id")
                .param("prefix", prefix)
                .query((row, number) -> String.valueOf(row.getString("action")))
                .list();
    }

    private int rows() {
        return control.jdbc
                .sql("select count(*) from rowkeep.backup")
                .query(Integer.class)
                .single();
    }

    private static void refused(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
