package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.artifact.Column;
import io.rowkeep.artifact.ImageColumns;
import io.rowkeep.control.Claim;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.format.ColumnMapping;
import io.rowkeep.job.ClearSpec;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.RestoredRows;
import io.rowkeep.job.UndoSpec;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UndoRequestIT {

    private static final RunningApi API = School.API;
    private static final JobStatistics DONE = JobStatistics.of(List.of(), 1, List.of(), List.of());
    private static final PlantedBackup SAVED = new PlantedBackup("school", BackupFormat.NATIVE)
            .table(
                    School.STUDENTS,
                    List.of(new Column("id", "integer", ColumnMapping.NUMBER, true, null)),
                    List.of("id"),
                    List.of("1"))
            .finish();

    private static final PlantedBackup IMAGES = new PlantedBackup("school", BackupFormat.NATIVE)
            .ofBeforeImages()
            .table(
                    School.STUDENTS,
                    ImageColumns.of(List.of(new Column("id", "integer", ColumnMapping.NUMBER, true, null))),
                    List.of("id"),
                    List.of("t\tabc\t1"))
            .finish();

    private final String admin = School.token("admin");

    @Test
    void aClearIsUndoneFromItsSafetyBackup() {
        String clear = cleared(SAVED.id());

        Answer answer = API.post(admin, path(clear), "").hasStatus(202);

        assertThat(answer.field("kind")).isEqualTo("undo");
        assertThat(answer.field("undoes")).isEqualTo(clear);
        assertThat(answer.field("backupId")).isEqualTo(SAVED.id().toString());
        assertThat(School.claim(answer.field("id")).spec())
                .isEqualTo(new UndoSpec(
                        new SourceName("school"),
                        DatasetName.ALL,
                        JobId.parse(clear),
                        SAVED.id(),
                        null,
                        null,
                        false,
                        true));
    }

    @Test
    void anUndoIsUndoneTowardsWhatItHadSaved() {
        String undo = API.post(admin, path(cleared(SAVED.id())), "").field("id");
        API.jobs().succeed(School.claim(undo), DONE, SAVED.id(), null);

        String again =
                API.post(admin, path(undo), "{\"force\": true}").hasStatus(202).field("id");

        assertThat(((UndoSpec) School.claim(again).spec()).restored()).isEqualTo(SAVED.id());
        assertThat(((UndoSpec) School.claim(API.post(admin, path(undo), "{\"force\": true}")
                                        .field("id"))
                                .spec())
                        .force())
                .isTrue();
    }

    @Test
    void whatChangedNothingCannotBeUndone() {
        refused(School.backupJob("school"), "a job of kind backup changes no tables");
        refused(asked(true), "dry run");
        refused(asked(false), "cancel it instead");
        String failed = asked(false);
        API.jobs().fail(School.claim(failed), new JobError(ErrorCode.OUTSIDE_REFERENCES, "no"));
        refused(failed, "no effect");
        refused(cleared(null), "not saved first");
        refused(cleared(new BackupId(UUID.fromString("01930000-0000-7000-8000-0000000000ff"))), "was deleted");
    }

    @Test
    void whatWasRestoredIsNeededUnlessForced() {
        PlantedBackup restored = new PlantedBackup("school", BackupFormat.JSON).finish();
        String restore = API.post(admin, restored.path() + "/restores", "{\"mode\": \"replace\"}")
                .field("id");
        API.jobs().succeed(School.claim(restore), DONE, SAVED.id(), null);
        API.delete(admin, restored.path()).hasStatus(202);

        API.post(admin, path(restore), "")
                .isProblem(409, ErrorCode.NOT_UNDOABLE, restored.id().toString(), "\"force\": true");
        API.post(admin, path(restore), "{\"force\": true}").hasStatus(202);
    }

    @Test
    void anUndoKnowsWhereTheRowsWent() {
        PlantedBackup restored = new PlantedBackup("school", BackupFormat.JSON).finish();
        String restore = API.post(
                        admin,
                        restored.path() + "/restores",
                        "{\"mode\": \"replace\", \"target\": {\"schema\": \"other\"}}")
                .field("id");
        API.jobs().succeed(School.claim(restore), DONE, SAVED.id(), null);

        String undo = API.post(admin, path(restore), "").hasStatus(202).field("id");

        assertThat(((UndoSpec) School.claim(undo).spec()).rows())
                .isEqualTo(new RestoredRows(new SourceName("school"), "other", List.of()));
    }

    @Test
    void beforeImagesSayWhichRowsCameSince() {
        PlantedBackup merged = new PlantedBackup("school", BackupFormat.JSON).finish();
        String restore = API.post(admin, merged.path() + "/restores", "{\"mode\": \"replace\"}")
                .field("id");
        API.jobs().succeed(School.claim(restore), DONE, IMAGES.id(), null);
        API.delete(admin, merged.path()).hasStatus(202);

        String undo = API.post(admin, path(restore), "").hasStatus(202).field("id");

        assertThat(School.claim(undo).spec())
                .isEqualTo(new UndoSpec(
                        new SourceName("school"),
                        DatasetName.ALL,
                        JobId.parse(restore),
                        IMAGES.id(),
                        null,
                        null,
                        false,
                        true));
    }

    @Test
    void beforeImagesAreLookedAtAndNotRestored() {
        Answer answer = API.get(admin, IMAGES.path() + "/download?format=json").hasStatus(200);

        assertThat(answer.text()).contains("{\"rowkeep_absent\":true,\"rowkeep_after\":\"abc\",\"id\":1}");
        assertThat(answer.header("Rowkeep-Restorable")).isEqualTo("false");
        assertThat(API.get(admin, IMAGES.path()).hasStatus(200).field("content"))
                .isEqualTo("before_images");
        API.post(admin, IMAGES.path() + "/restores", "{\"mode\": \"replace\"}")
                .isProblem(409, ErrorCode.NOT_RESTORABLE, IMAGES.claim.jobId().toString(), "undo that job");
    }

    @Test
    void onlyAnAdminOfTheSourceMayAsk() {
        String clear = cleared(SAVED.id());

        API.post(School.token("operator"), path(clear), "").isProblem(403, ErrorCode.FORBIDDEN);
        API.post(School.token("admin", "shop"), path(clear), "").isProblem(404, ErrorCode.JOB_NOT_FOUND);
    }

    @Test
    void aWrongFieldIsNamed() {
        API.post(admin, path(cleared(SAVED.id())), "{\"force\": \"yes\"}")
                .isProblem(400, ErrorCode.INVALID_REQUEST, "true or false")
                .aboutField("force");
        API.post(admin, path(cleared(SAVED.id())), "{\"safetyBackup\": false}")
                .isProblem(422, ErrorCode.SAFETY_BACKUP_REQUIRED);
    }

    @Test
    void theSameKeyIsTheSameUndo() {
        String clear = cleared(SAVED.id());

        assertThat(API.post(admin, path(clear), "", "Idempotency-Key", "undo-once")
                        .field("id"))
                .isEqualTo(API.post(admin, path(clear), "{}", "Idempotency-Key", "undo-once")
                        .field("id"));
    }

    private void refused(String job, String why) {
        API.post(admin, path(job), "").isProblem(409, ErrorCode.NOT_UNDOABLE, job, why);
    }

    private String asked(boolean dryRun) {
        return API.post(
                        admin,
                        "/api/v1/clears?wait=0s",
                        "{\"source\": \"school\", \"dataset\": \"all\", \"tables\": \"all\", \"confirm\": \"all\", \"dryRun\": %s}"
                                .formatted(dryRun))
                .hasStatus(202)
                .field("id");
    }

    private String cleared(@Nullable BackupId safetyBackup) {
        String job = asked(false);
        Claim claim = School.claim(job);
        assertThat(claim.spec()).isInstanceOf(ClearSpec.class);
        API.jobs().succeed(claim, DONE, safetyBackup, null);
        return job;
    }

    private static String path(String job) {
        return "/api/v1/jobs/%s/undo".formatted(job);
    }
}
