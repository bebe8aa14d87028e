create schema if not exists rowkeep;

create table if not exists rowkeep.applied_job (
    job_id uuid primary key,
    outcome text not null check (outcome in ('applied', 'void')),
    attempt integer not null,
    applied_at timestamptz not null default pg_catalog.clock_timestamp(),
    requested_by text not null,
    safety_backup_id uuid,
    undo_digest bytea,
    statistics jsonb
);

grant usage on schema rowkeep to {role};

grant select, insert, update on rowkeep.applied_job to {role};
