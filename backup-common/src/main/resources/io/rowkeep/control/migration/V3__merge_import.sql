-- What a backup holds: the rows of its tables, or of the rows that a merge changed what they were before.
alter table rowkeep.backup add column content text not null default 'rows';

-- Restores from before there were choices.
update rowkeep.job
   set spec = jsonb_build_object('from', source, 'drift', 'strict', 'triggers', 'skip', 'dryRun', false) || spec
 where kind = 'restore';
