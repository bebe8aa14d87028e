-- Sequences, triggers, rules, row security, views: what stands around the rows.

create schema around;

create sequence around.shared start 100 increment 7;
create table around.first (id int primary key default nextval('around.shared'), t text);
create table around.second (id int primary key default nextval('around.shared'), t text);
insert into around.first (t) select 'f' from generate_series(1, 5);
insert into around.second (t) select 's' from generate_series(1, 5);
create sequence around.down increment -3 start -10 minvalue -1000000 maxvalue -1;
create table around.descending (id int primary key default nextval('around.down'));
do $$ begin for i in 1..5 loop insert into around.descending default values; end loop; end $$;
create sequence around.cyclic minvalue 1 maxvalue 5 cycle;
create table around.cycling (n int default nextval('around.cyclic'), t text);
insert into around.cycling (t) select 't' from generate_series(1, 8);
create table around.serials (small smallserial, id serial primary key, big bigserial, t text);
insert into around.serials (t) select 't' from generate_series(1, 10);
create table around.never_called (id serial primary key, t text);
create table around.owned (id int primary key);
create sequence around."Odd "" Seq" start 50 owned by around.owned.id;
alter table around.owned alter column id set default nextval('around."Odd "" Seq"');
insert into around.owned select nextval('around."Odd "" Seq"') from generate_series(1, 3);
create sequence around.standalone start 42;
select nextval('around.standalone');
create table around."Serial Caps" ("Id" serial primary key, t text);
insert into around."Serial Caps" (t) values ('a'), ('b');

create table around.audit (id bigserial primary key, what text, at timestamptz default '2024-01-01 00:00+00');
create table around.audited (id int primary key, t text, updated_at timestamptz not null default '2024-01-01 00:00+00');
insert into around.audited select i, 't' || i from generate_series(1, 20) i;
create function around.touch() returns trigger language plpgsql as $$ begin new.updated_at := clock_timestamp(); return new; end $$;
create function around.write_audit() returns trigger language plpgsql as $$
begin insert into around.audit (what) values (tg_op || ' ' || tg_table_name); return null; end $$;
create trigger touch before insert or update on around.audited for each row execute function around.touch();
create trigger audit after insert or update or delete on around.audited for each row execute function around.write_audit();
create trigger audit_truncate after truncate on around.audited execute function around.write_audit();
create table around.guarded (id int primary key, t text);
insert into around.guarded select i, 'kept' from generate_series(1, 5) i;
create function around.refuse() returns trigger language plpgsql as $$ begin raise exception 'no changes to %', tg_table_name; end $$;
create trigger refuse before insert or update or delete on around.guarded for each row execute function around.refuse();
create table around.shouting (id int primary key, t text);
insert into around.shouting select i, 'quiet' from generate_series(1, 5) i;
create function around.shout() returns trigger language plpgsql as $$ begin new.t := upper(new.t); return new; end $$;
create trigger shout before insert or update on around.shouting for each row execute function around.shout();
create table around.swallowing (id int primary key, t text);
insert into around.swallowing select i, 'here' from generate_series(1, 5) i;
create function around.swallow() returns trigger language plpgsql as $$ begin return null; end $$;
create trigger swallow before insert or delete on around.swallowing for each row execute function around.swallow();
create table around.counted (id int primary key, t text);
create table around.counter (n bigint);
insert into around.counter values (0);
create function around.count() returns trigger language plpgsql as $$ begin update around.counter set n = n + 1; return null; end $$;
create constraint trigger count after insert on around.counted deferrable initially deferred for each row execute function around.count();
insert into around.counted select i, 't' from generate_series(1, 7) i;
create trigger on_parts after insert on parts.hashed for each row execute function around.write_audit();

create table around.ruled (id int primary key, t text);
insert into around.ruled select i, 't' from generate_series(1, 5) i;
create rule quiet as on insert to around.ruled do instead nothing;
create rule no_delete as on delete to around.ruled do instead nothing;

create table around.secured (id int primary key, owner text, t text);
insert into around.secured select i, 'nobody', 't' || i from generate_series(1, 10) i;
alter table around.secured enable row level security;
create policy nothing on around.secured using (false);

create unlogged table around.unlogged (id int primary key, t text);
insert into around.unlogged select i, 'u' from generate_series(1, 5) i;
create view around.a_view as select * from around.first;
create materialized view around.a_matview as select * from around.first;
create table around.typed_base (id int);
create type around.row_type as (id int, t text);
create table around.typed of around.row_type (primary key (id));
insert into around.typed values (1, 'a'), (2, null);
create table around.with_large_object (id int primary key, document oid);
insert into around.with_large_object values (1, lo_from_bytea(0, '\xcafe')), (2, null);

create table around.hstores (id int primary key, h public.hstore, c public.citext unique, l public.ltree, a public.hstore[]);
insert into around.hstores values
    (1, null, null, null, null),
    (2, '"a"=>"1", "b"=>NULL, ""=>"", "q\""=>"\\"', 'MiXed', 'Top.Science.Astronomy', array['"x"=>"y"'::public.hstore, null]),
    (3, '', '', '', '{}');
