-- A request for a token has an idempotency key as well. No foreign key: a revoked token stays on record anyway.

alter table rowkeep.idempotency_key
    alter column job_id drop not null,
    add column made_token_id uuid,
    add check (num_nonnulls(job_id, made_token_id) = 1);
