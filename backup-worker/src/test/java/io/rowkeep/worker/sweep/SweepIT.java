package io.rowkeep.worker.sweep;

import static io.rowkeep.worker.sweep.SweptSite.LOST;
import static io.rowkeep.worker.sweep.SweptSite.SCHOOL;
import static io.rowkeep.worker.sweep.SweptSite.id;
import static io.rowkeep.worker.sweep.SweptSite.keys;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.BackupFolder;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.control.Claim;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.PruneSpec;
import io.rowkeep.storage.StoredObject;
import io.rowkeep.worker.settings.SweepTimes;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a sweep deletes, and above all what it does not. */
class SweepIT {

    private final SweptSite site = new SweptSite();

    @AfterEach
    void end() {
        site.close();
    }

    @Test
    void whatAJobThatHasNotEndedWroteStaysHoweverOldItIs() {
        BackupId running = id(site.backup());
        site.parts(running, 1);
        BackupId queued = id();
        site.submit(new BackupSpec(SCHOOL, DatasetName.ALL, queued, List.of(), BackupFormat.JSON, null));
        site.parts(queued, 1);
        BackupId saving = id();
        Claim clear = site.clear(saving);
        site.parts(saving, 1);
        BackupId saved = id();
        site.manifest(saved, clear, 1, JobKind.CLEAR);

        SweepOutcome outcome = site.sweepLater();

        assertThat(outcome.objects()).isZero();
        assertThat(List.of(site.objects(running), site.objects(queued), site.objects(saving), site.objects(saved)))
                .containsExactly(3, 3, 3, 1);
    }

    @Test
    void whatAFailedJobLeftGoesWhenItIsOldEnough() {
        Claim failed = site.backup();
        site.parts(id(failed), 1);
        site.jobs().fail(failed, LOST);
        BackupId ofNobody = id();
        site.parts(ofNobody, 1);

        assertThat(site.sweep()
                        .run(SCHOOL, SweepLimits.at(Instant.now(), SweepTimes.DEFAULT), () -> {})
                        .objects())
                .isZero();

        assertThat(site.sweepLater().objects()).isEqualTo(6);
        assertThat(site.store.keys("school/")).isEmpty();
    }

    @Test
    void theVoidManifestGoesLast() {
        Claim failed = site.backup();
        site.parts(id(failed), 1);
        site.parts(id(failed), 2);
        site.voidCell(failed);
        assertThat(site.sweepLater().objects()).isZero();
        site.jobs().fail(failed, LOST);

        assertThat(site.sweepLater().objects()).isEqualTo(7);

        assertThat(site.store.deleted).last().isEqualTo(keys(id(failed)).manifest());
    }

    @Test
    void ofABackupOnlyTheAttemptsThatDoNotCountGo() {
        Claim claim = site.backup();
        BackupId id = id(claim);
        site.parts(id, 1);
        site.parts(id, 11);
        site.parts(id, 2);
        site.manifest(id, claim, 1, null);
        site.succeed(claim, id, null);

        assertThat(site.sweepLater().objects()).isEqualTo(6);

        assertThat(site.store.keys(keys(id).folder()))
                .hasSize(4)
                .contains(keys(id).manifest())
                .allMatch(key -> key.startsWith(keys(id).folder() + "1/") || key.endsWith("manifest.json"));
        assertThat(site.sweepLater().objects()).isZero();
    }

    @Test
    void aSafetyBackupStaysWithTheJobThatHadItsEffectAndGoesWithOneThatHadNone() {
        BackupId used = id();
        Claim succeeded = site.clear(used);
        BackupId ofAnEarlierAttempt = id();
        for (BackupId id : List.of(used, ofAnEarlierAttempt)) {
            site.parts(id, 1);
            site.manifest(id, succeeded, 1, JobKind.CLEAR);
        }
        site.succeed(succeeded, used, JobKind.CLEAR);
        BackupId unused = id();
        Claim failed = site.clear(unused);
        site.parts(unused, 1);
        site.manifest(unused, failed, 1, JobKind.CLEAR);
        site.jobs().fail(failed, LOST);

        assertThat(site.sweepLater().objects()).isEqualTo(8);

        assertThat(site.objects(used)).isEqualTo(4);
        assertThat(site.store.deleted.indexOf(keys(unused).manifest()))
                .isLessThan(site.store.deleted.indexOf(site.store.deleted.stream()
                        .filter(key -> key.startsWith(keys(unused).folder() + "1/"))
                        .findFirst()
                        .orElseThrow()));
    }

    @Test
    void aSafetyBackupOfAJobThatNobodyKnowsStays() {
        BackupId id = id();
        Claim clear = site.clear(id);
        site.parts(id, 1);
        site.manifest(id, clear, 1, JobKind.CLEAR);
        site.jobs().fail(clear, LOST);
        site.sql().sql("delete from rowkeep.job").update();

        assertThat(site.sweepLater().objects()).isZero();
    }

    @Test
    void whatNothingExplainsStaysAndIsCounted() {
        Claim claim = site.backup();
        site.manifest(id(claim), claim, 1, null);
        site.jobs().fail(claim, LOST);
        BackupId damaged = id();
        site.parts(damaged, 1);
        site.store.with(
                keys(damaged).manifest(),
                "school/readme.txt",
                "school/_jobs/not-an-id/1/upload/0",
                "school/all/not-an-id/1/x");
        BackupId odd = id();
        site.store.with(keys(odd).absolute("notes.txt"));

        SweepOutcome outcome = site.sweepLater();

        assertThat(outcome.objects()).isZero();
        assertThat(outcome.counts().unknown).isEqualTo(6);
        assertThat(outcome.counts().leftovers).isZero();
        assertThat(site.store.keys(keys(odd).folder())).hasSize(1);
    }

    @Test
    void aDamagedManifestKeepsAllThatMayBelongToIt() {
        Claim claim = site.backup();
        BackupId id = id(claim);
        site.parts(id, 1);
        site.parts(id, 2);
        site.store.with(keys(id).manifest());
        site.succeed(claim, id, null);

        SweepOutcome outcome = site.sweepLater();

        assertThat(outcome.objects()).isZero();
        assertThat(outcome.counts().unknown).isEqualTo(1);
    }

    @Test
    void aDeletionThatFailedIsFinished() {
        Claim claim = site.backup();
        BackupId id = id(claim);
        site.parts(id, 1);
        site.manifest(id, claim, 1, null);
        site.succeed(claim, id, null);
        Job prune = site.submit(new PruneSpec(SCHOOL, DatasetName.ALL, id));
        assertThat(site.sweepLater().objects()).isZero();
        site.jobs().fail(site.jobs().claim(prune.id(), SweptSite.WORKER).orElseThrow(), LOST);
        assertThat(site.sweepLater().objects()).isZero();
        site.sql()
                .sql("update rowkeep.backup set deleted_at = deleted_at - interval '2 hours'")
                .update();

        SweepOutcome outcome = site.sweepLater();

        assertThat(outcome.objects()).isEqualTo(4);
        assertThat(outcome.counts().deletedBackups).isEqualTo(1);
        assertThat(site.store.deleted).first().isEqualTo(keys(id).manifest());
        assertThat(site.sql()
                        .sql("select count(*) from rowkeep.backup")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aJobThatEndsWellBetweenTheLookAndTheCheckLosesNothing() {
        Claim claim = site.backup();
        BackupId id = id(claim);
        site.parts(id, 1);
        FoundFolder seen = new FoundFolder(BackupFolder.of(keys(id).manifest()).orElseThrow());
        try (Stream<StoredObject> objects = site.store.list(keys(id).folder())) {
            objects.forEach(seen::add);
        }
        site.manifest(id, claim, 1, null);
        site.succeed(claim, id, null);

        site.folderSweep().sweep(seen);

        assertThat(site.objects(id)).isEqualTo(4);
    }

    @Test
    void otherSourcesAreNotLookedAt() {
        site.store.with("school-2/all/%s/1/x".formatted(id()), "schoo/all/%s/1/x".formatted(id()));

        assertThat(site.sweepLater().counts().objects).isZero();
        assertThat(site.sweepLater().objects()).isZero();
    }
}
