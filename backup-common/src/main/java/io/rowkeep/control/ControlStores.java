package io.rowkeep.control;

import io.rowkeep.job.TimeOrderedIds;
import io.rowkeep.settings.JobSettings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the stores of the control database together: the one place that knows which part needs which. */
final class ControlStores {

    private final JobStore jobs;
    private final JobIntake intake;
    private final JobList jobList;
    private final BackupCatalogue backups;
    private final BackupMarks marks;
    private final DeletedBackups deleted;
    private final Downloads downloads;
    private final Sweeps sweeps;
    private final BackupTraces traces;
    private final WorkerRegistry workers;
    private final TokenStore tokens;
    private final JobReturns returns;
    private final Announcements announcements;
    private final Reaper reaper;
    private final EventHistory events;
    private final AuditTrail auditTrail;

    ControlStores(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            TimeOrderedIds ids,
            OutboxBell bell,
            JobSettings settings) {
        Outbox outbox = new Outbox(jdbc, ids);
        AuditLog audit = new AuditLog(jdbc);
        auditTrail = new AuditTrail(jdbc);
        events = new EventHistory(jdbc, ids);
        backups = new BackupCatalogue(jdbc);
        marks = new BackupMarks(jdbc, transactions, backups, audit);
        deleted = new DeletedBackups(jdbc);
        downloads = new Downloads(audit);
        sweeps = new Sweeps(jdbc);
        traces = new BackupTraces(jdbc);
        jobList = new JobList(jdbc);
        workers = new WorkerRegistry(jdbc, transactions);
        tokens = new TokenStore(jdbc, transactions, ids, audit);
        intake = new JobIntake(jdbc, transactions, ids, outbox, audit, bell, new BackupUse(jdbc, backups));
        returns = new JobReturns(jdbc, transactions, outbox, bell, settings);
        jobs = new JobStore(
                jdbc,
                settings,
                new Claims(jdbc, transactions, outbox, bell, settings),
                new JobEndings(jdbc, transactions, backups, deleted, outbox, bell),
                returns);
        announcements = new Announcements(jdbc, transactions, outbox, bell);
        reaper = new Reaper(returns, announcements, new Housekeeping(jdbc));
    }

    JobStore jobs() {
        return jobs;
    }

    JobIntake intake() {
        return intake;
    }

    JobList jobList() {
        return jobList;
    }

    BackupCatalogue backups() {
        return backups;
    }

    BackupMarks marks() {
        return marks;
    }

    DeletedBackups deleted() {
        return deleted;
    }

    Downloads downloads() {
        return downloads;
    }

    Sweeps sweeps() {
        return sweeps;
    }

    BackupTraces traces() {
        return traces;
    }

    WorkerRegistry workers() {
        return workers;
    }

    TokenStore tokens() {
        return tokens;
    }

    JobReturns returns() {
        return returns;
    }

    Announcements announcements() {
        return announcements;
    }

    AuditTrail auditTrail() {
        return auditTrail;
    }

    EventHistory events() {
        return events;
    }

    Reaper reaper() {
        return reaper;
    }
}
