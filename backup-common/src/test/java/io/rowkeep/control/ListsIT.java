package io.rowkeep.control;

import static io.rowkeep.control.ControlFixture.PEOPLE;
import static io.rowkeep.control.ControlFixture.SCHOOL;
import static io.rowkeep.control.ControlFixture.STATISTICS;
import static io.rowkeep.control.ControlFixture.WORKER_A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.Job;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.JobStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListsIT {

    private static final JobFilter ANY = new JobFilter(null, null, null, null, null);

    private final ControlFixture control = new ControlFixture();
    private final JobList jobs = control.stores.jobList();

    @Test
    void pagesHoldEveryJobOnceNewestFirst() {
        List<JobId> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(control.submit().id());
        }
        List<JobId> listed = new ArrayList<>();
        String cursor = null;
        do {
            Page<Job> page = jobs.page(ANY, cursor, 2);
            page.items().forEach(job -> listed.add(job.id()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(listed).containsExactlyInAnyOrderElementsOf(made).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void filtersNarrowTheList() {
        Job queued = control.submit();
        Job running = control.claim(control.submit().id(), WORKER_A).job();
        Set<SourceName> others = Set.of(new SourceName("shop"));

        assertThat(ids(new JobFilter(JobKind.BACKUP, JobStatus.RUNNING, SCHOOL, PEOPLE, Set.of(SCHOOL))))
                .containsExactly(running.id());
        assertThat(ids(new JobFilter(null, JobStatus.QUEUED, null, null, null))).containsExactly(queued.id());
        assertThat(ids(new JobFilter(JobKind.RESTORE, null, null, null, null))).isEmpty();
        assertThat(ids(new JobFilter(null, null, null, null, others))).isEmpty();
        assertThat(ids(new JobFilter(null, null, null, null, Set.of()))).isEmpty();
    }

    @Test
    void backupsAreListedUnderTheSameFilter() {
        Claim claim = control.claim(control.submit().id(), WORKER_A);
        BackupRecord record = control.record(claim);
        control.stores.jobs().succeed(claim, STATISTICS, null, record);
        BackupCatalogue backups = control.stores.backups();

        assertThat(backups.page(BackupFilter.of(ANY), null, 10).items()).containsExactly(record);
        assertThat(backups.page(
                                BackupFilter.of(new JobFilter(null, null, new SourceName("shop"), null, null)),
                                null,
                                10)
                        .items())
                .isEmpty();
    }

    @Test
    void aCursorThatNoListGaveOutIsRefused() {
        assertThatThrownBy(() -> jobs.page(ANY, "***", 10))
                .hasMessage("The cursor '***' is not one that a list gave out");
        assertThatThrownBy(() -> jobs.page(ANY, "AAAA", 10)).hasMessageStartingWith("The cursor 'AAAA'");
        assertThatThrownBy(() -> jobs.page(ANY, null, 501)).hasMessage("A page has 1 to 500 entries, not 501");
    }

    private List<JobId> ids(JobFilter filter) {
        return jobs.page(filter, null, 10).items().stream().map(Job::id).toList();
    }
}
