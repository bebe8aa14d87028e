-- What a backup holds: the rows of its tables, or of the rows that a merge changed what they were before.
alter table rowkeep.backup add column content text not null default 'rows';

-- Restores from before there were choices.
update rowkeep.job
   set spec = jsonb_build_object('from', source, 'drift', 'strict', 'triggers', 'skip', 'dryRun', false) || spec
 where kind = 'restore';

-- Decisions make a specification large: whoever lists jobs does not read it.
alter table rowkeep.job
    add column dry_run boolean not null generated always as (coalesce((spec -> 'dryRun')::boolean, false)) stored,
    add column undoes  uuid generated always as ((spec ->> 'undoes')::uuid) stored;
