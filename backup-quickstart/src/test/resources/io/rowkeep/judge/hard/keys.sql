-- Foreign keys of every shape, and constraints that refuse rows in the wrong order.

create schema keys;

create table keys.self (id int primary key, parent int references keys.self, name text);
insert into keys.self select i, nullif(i / 2, 0), 'n' || i from generate_series(1, 50) i;
update keys.self set parent = 50 where id = 1;
create table keys.self_not_null (id int primary key, parent int not null references keys.self_not_null on delete cascade);
insert into keys.self_not_null select i, i % 20 + 1 from generate_series(1, 20) i;
create table keys.self_restrict (id int primary key, parent int references keys.self_restrict on delete restrict);
insert into keys.self_restrict select i, nullif(i / 2, 0) from generate_series(1, 20) i;

-- Cycles: nullable; deferrable; NOT NULL and immediate, which only one statement for all tables can fill.
create table keys.nullable_a (id int primary key, b int);
create table keys.nullable_b (id int primary key, a int references keys.nullable_a);
insert into keys.nullable_a select i, i from generate_series(1, 10) i;
insert into keys.nullable_b select i, 11 - i from generate_series(1, 10) i;
alter table keys.nullable_a add foreign key (b) references keys.nullable_b;
create table keys.deferrable_a (id int primary key, b int not null);
create table keys.deferrable_b (id int primary key, a int not null references keys.deferrable_a deferrable initially immediate);
insert into keys.deferrable_a select i, i from generate_series(1, 10) i;
insert into keys.deferrable_b select i, 11 - i from generate_series(1, 10) i;
alter table keys.deferrable_a add foreign key (b) references keys.deferrable_b deferrable initially deferred;
create table keys.strict_a (id int primary key, b int not null);
create table keys.strict_b (id int primary key, a int not null references keys.strict_a);
insert into keys.strict_a select i, i from generate_series(1, 10) i;
insert into keys.strict_b select i, 11 - i from generate_series(1, 10) i;
alter table keys.strict_a add foreign key (b) references keys.strict_b;
create table keys.three_a (id int primary key, b int not null);
create table keys.three_b (id int primary key, c int not null);
create table keys.three_c (id int primary key, a int not null references keys.three_a on delete restrict);
insert into keys.three_a select i, i from generate_series(1, 10) i;
insert into keys.three_b select i, i from generate_series(1, 10) i;
insert into keys.three_c select i, i % 10 + 1 from generate_series(1, 10) i;
alter table keys.three_a add foreign key (b) references keys.three_b on delete cascade;
alter table keys.three_b add foreign key (c) references keys.three_c;

-- Composite keys, MATCH FULL, keys to a unique constraint, in another order of columns, and actions.
create table keys.customers (country text, number int, code text unique, primary key (number, country));
insert into keys.customers select case i % 2 when 0 then 'lk' else 'de' end, i, 'c' || i from generate_series(1, 30) i;
create table keys.orders (
    id int generated always as identity primary key, country text, customer int, code text references keys.customers (code) on update cascade on delete set null,
    foreign key (customer, country) references keys.customers (number, country) match full on delete cascade);
insert into keys.orders (country, customer, code) select country, number, case when number % 3 > 0 then code end from keys.customers, generate_series(1, 3);
insert into keys.orders (country, customer) values (null, null);
create table keys.lines (
    order_id int not null references keys.orders on delete restrict, line smallint, product text default 'none', quantity numeric not null default 1 check (quantity > 0),
    primary key (order_id, line));
insert into keys.lines select id, n, 'p' || n, n * 1.50 from keys.orders, generate_series(1, 4) n;
create table keys.notes (id int primary key, order_id int, line smallint default 1, text text);
insert into keys.notes select row_number() over (order by order_id, line), order_id, line, 'note' from keys.lines limit 25;
create table keys.diamond_top (id int primary key);
create table keys.diamond_left (id int primary key references keys.diamond_top);
create table keys.diamond_right (id int primary key references keys.diamond_top on delete cascade);
create table keys.a_diamond_bottom (l int references keys.diamond_left, r int references keys.diamond_right, primary key (l, r));
insert into keys.diamond_top select generate_series(1, 9);
insert into keys.diamond_left select id from keys.diamond_top;
insert into keys.diamond_right select id from keys.diamond_top where id % 2 = 1;
insert into keys.a_diamond_bottom select l.id, r.id from keys.diamond_left l, keys.diamond_right r;

-- Unique, exclusion and check constraints, also deferrable and on expressions.
create table keys.positions (id int primary key, place int unique deferrable initially immediate, late int unique deferrable initially deferred);
insert into keys.positions select i, 11 - i, i from generate_series(1, 10) i;
create table keys.bookings (room int, during tsrange, primary key (room, during), exclude using gist (during with &&) where (room = 1));
insert into keys.bookings select 1 + i % 2, tsrange('2024-01-01'::timestamp + i * interval '1 hour', '2024-01-01'::timestamp + (i + 1) * interval '1 hour') from generate_series(1, 20) i;
create table keys.unique_only (a int not null unique, b text);
insert into keys.unique_only select i, 'b' || i from generate_series(1, 10) i;
create table keys.by_expression (id int primary key, email text, gone boolean not null default false);
create unique index on keys.by_expression (lower(email)) where not gone;
insert into keys.by_expression values (1, 'A@x', false), (2, 'b@x', false), (3, 'a@X', true);
create table keys.text_key (k text collate "C" primary key, v int);
insert into keys.text_key values ('', 1), (' ', 2), ('a', 3), ('A', 4), (E'\n', 5), (E'\\N', 6), ('"', 7), ('NULL', 8);
create table keys.odd_key (n numeric, at timestamptz, b bytea, u uuid, f float8, primary key (n, at, b, u, f));
insert into keys.odd_key values ('NaN', 'infinity', '', '00000000-0000-0000-0000-000000000000', 'NaN'), (1.10, '-infinity', '\x00', '00000000-0000-0000-0000-000000000001', '-0');
-- Not checked against the rows that were there before; these happen to be right.
create table keys.not_valid (id int primary key, other int);
insert into keys.not_valid values (1, 1), (2, 1);
alter table keys.not_valid add foreign key (other) references keys.not_valid not valid, add constraint small check (id < 3) not valid;

-- Computed columns and identities.
create table keys.generated (
    id int primary key, price numeric(10, 2), amount int, total numeric generated always as (price * amount) stored,
    "Long Text" text, search tsvector generated always as (to_tsvector('pg_catalog.english', coalesce("Long Text", ''))) stored);
insert into keys.generated (id, price, amount, "Long Text") select i, i * 1.10, i, 'the quick fox ' || i from generate_series(1, 20) i;
insert into keys.generated (id) values (21);
create table keys.only_generated (one int generated always as (1) stored);
insert into keys.only_generated select from generate_series(1, 4);
create table keys.identity_default (id int generated by default as identity (start with 1000 increment by 10) primary key, t text);
insert into keys.identity_default (t) select 't' || i from generate_series(1, 10) i;
insert into keys.identity_default values (5, 'by hand');
create table keys.identity_always_only (id bigint generated always as identity);
do $$ begin for i in 1..6 loop insert into keys.identity_always_only default values; end loop; end $$;
