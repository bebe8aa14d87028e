-- The kind of job that saved a backup before it changed the tables; null for one that was asked for.
alter table rowkeep.backup add column saved_for text;

-- Set when somebody deleted it; the row goes when its objects are gone.
alter table rowkeep.backup add column deleted_at timestamptz;

alter table rowkeep.source add column safety_backup_optional boolean not null default false;

-- Restores from before there were safety backups. One that has not ended saves its tables first, like every other from now on.
update rowkeep.job
   set spec = spec || jsonb_build_object('safetyBackup', finished_at is null)
 where kind = 'restore';

-- Which jobs a backup has to do with: asked before it, or what looks like leftovers of it, is deleted.
create index job_by_backup on rowkeep.job (backup_id) where backup_id is not null;
create index job_by_safety_backup on rowkeep.job (safety_backup_id) where safety_backup_id is not null;

create index backup_deleted on rowkeep.backup (source, deleted_at) where deleted_at is not null;

-- Which worker looks through a source's folder for leftovers, and when the next one does.
create table rowkeep.sweep (
    source       text primary key,
    due_at       timestamptz not null default clock_timestamp(),
    owner        text,
    lease_until  timestamptz,
    check ((owner is null) = (lease_until is null))
);

-- Events in their order, of all jobs and of one: what live streams catch up from.
create index outbox_events on rowkeep.outbox (position) where not mandatory;
create index outbox_events_of_job on rowkeep.outbox (job_id, position) where not mandatory;
