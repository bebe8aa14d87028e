-- The control database. Every moment in it is this server's clock_timestamp().

create table rowkeep.job (
    id                uuid primary key,
    kind              text not null,
    source            text not null,
    dataset           text not null,
    spec              jsonb not null,
    backup_id         uuid,
    safety_backup_id  uuid,
    status            text not null default 'QUEUED'
                      check (status in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    phase             text check (phase in ('READING', 'APPLYING')),
    -- The fencing epoch: it only ever grows, also by attempts that were handed back.
    attempt           integer not null default 0 check (attempt >= 0),
    -- Attempts that count against the limit: failed or lost ones.
    failed_attempts   integer not null default 0 check (failed_attempts between 0 and attempt),
    -- Set by the first attempt that enters APPLYING, and never reset.
    undecided         boolean not null default false,
    cancel_requested  boolean not null default false,
    owner             text,
    lease_until       timestamptz,
    not_before        timestamptz not null default clock_timestamp(),
    announced_at      timestamptz not null default clock_timestamp(),
    announcements     integer not null default 1,
    -- The sequence number that the job's next event will have.
    next_sequence     bigint not null default 1,
    requested_by      text not null,
    trace_parent      text,
    created_at        timestamptz not null default clock_timestamp(),
    started_at        timestamptz,
    finished_at       timestamptz,
    progress          jsonb not null,
    statistics        jsonb,
    error_code        text,
    error_message     text,
    check ((status = 'RUNNING') = (owner is not null)),
    check ((status = 'RUNNING') = (lease_until is not null)),
    check ((status = 'RUNNING') = (phase is not null)),
    check ((status in ('QUEUED', 'RUNNING')) = (finished_at is null)),
    check ((error_code is null) = (error_message is null))
);

create index job_due on rowkeep.job (not_before) where status = 'QUEUED';
create index job_leases on rowkeep.job (lease_until) where status = 'RUNNING';
create index job_by_source on rowkeep.job (source, id desc);
create index job_by_status on rowkeep.job (status, id desc);

-- Messages that were decided but not yet sent. Their order within a job is the order of position.
create table rowkeep.outbox (
    id            uuid primary key,
    position      bigint generated always as identity,
    job_id        uuid not null references rowkeep.job (id) on delete cascade,
    exchange      text not null,
    routing_key   text not null,
    -- A command must reach a queue; an event may find nobody who listens.
    mandatory     boolean not null,
    content_type  text not null,
    body          text not null,
    trace_parent  text,
    created_at    timestamptz not null default clock_timestamp(),
    published_at  timestamptz,
    tries         integer not null default 0,
    next_try_at   timestamptz not null default clock_timestamp(),
    last_error    text
);

create index outbox_pending on rowkeep.outbox (position) where published_at is null;
create index outbox_pending_by_job on rowkeep.outbox (job_id, position) where published_at is null;
create unique index outbox_one_pending_command on rowkeep.outbox (job_id) where mandatory and published_at is null;
create index outbox_published on rowkeep.outbox (published_at) where published_at is not null;

create table rowkeep.idempotency_key (
    token_id        uuid not null,
    key             text not null,
    request_digest  text not null,
    -- Deferred: the key is taken before the job is written, so that a repeated request writes nothing.
    job_id          uuid references rowkeep.job (id) on delete cascade deferrable initially deferred,
    -- What a request for a token made. No foreign key: a revoked token stays on record anyway.
    made_token_id   uuid,
    created_at      timestamptz not null default clock_timestamp(),
    primary key (token_id, key),
    check (num_nonnulls(job_id, made_token_id) = 1)
);

create index idempotency_key_age on rowkeep.idempotency_key (created_at);
create index idempotency_key_job on rowkeep.idempotency_key (job_id);

-- The bucket is the truth about backups, this is its index: no foreign key, because a rebuilt entry may have no job here.
create table rowkeep.backup (
    id           uuid primary key,
    job_id       uuid not null,
    source       text not null,
    dataset      text not null,
    format       text not null,
    created_at   timestamptz not null,
    label        text,
    tables       jsonb not null,
    statistics   jsonb not null,
    encrypted    boolean not null default false,
    held         boolean not null default false,
    verified_at  timestamptz
);

create index backup_by_source on rowkeep.backup (source, id desc);

create table rowkeep.worker (
    id          text primary key,
    version     text not null,
    started_at  timestamptz not null default clock_timestamp(),
    seen_at     timestamptz not null default clock_timestamp()
);

-- Names stay when the last worker goes.
create table rowkeep.source (
    name      text primary key,
    type      text not null,
    trouble   text,
    seen_at   timestamptz not null default clock_timestamp(),
    datasets  jsonb not null
);

create table rowkeep.worker_source (
    worker_id  text not null references rowkeep.worker (id) on delete cascade,
    source     text not null references rowkeep.source (name),
    primary key (worker_id, source)
);

create index worker_source_by_source on rowkeep.worker_source (source);

create table rowkeep.token (
    id            uuid primary key,
    name          text not null,
    role          text not null check (role in ('viewer', 'operator', 'admin')),
    -- The only sources that the token may see; null means all.
    sources       text[],
    secret_hash   bytea not null unique check (octet_length(secret_hash) = 32),
    created_at    timestamptz not null default clock_timestamp(),
    created_by    text not null,
    last_used_at  timestamptz,
    revoked_at    timestamptz
);

-- No foreign keys: what was done stays on record whatever becomes of the job or the token.
create table rowkeep.audit (
    id          bigint generated always as identity primary key,
    at          timestamptz not null default clock_timestamp(),
    token_id    uuid,
    requester   text not null,
    action      text not null,
    job_id      uuid,
    details     jsonb not null
);

create index audit_by_job on rowkeep.audit (job_id) where job_id is not null;
create index audit_by_time on rowkeep.audit (at);
