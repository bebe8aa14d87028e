-- A source may want every restore to be looked at first.
alter table rowkeep.source add column preview_required boolean not null default false;

-- What the manifest was when its job ended: only a dump that this installation took itself is ever run.
alter table rowkeep.backup add column manifest_sha256 text;

-- What a query was asked with.
alter table rowkeep.backup add column parameters jsonb;

-- Who is limited to sources sees what was done with them, and nothing else.
alter table rowkeep.audit add column source text;

update rowkeep.audit a
   set source = j.source
  from rowkeep.job j
 where j.id = a.job_id;

create index audit_by_source on rowkeep.audit (source, id);
