-- A source may want every restore to be looked at first.
alter table rowkeep.source add column preview_required boolean not null default false;

-- What the manifest was when its job ended: only a dump that this installation took itself is ever run.
alter table rowkeep.backup add column manifest_sha256 text;

-- What a query was asked with.
alter table rowkeep.backup add column parameters jsonb;

-- Backups from before there were parameters.
update rowkeep.job
   set spec = jsonb_build_object('parameters', '{}'::jsonb) || spec
 where kind = 'backup';
