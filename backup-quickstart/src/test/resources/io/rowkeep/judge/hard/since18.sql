-- What PostgreSQL 17 does not know.

-- Computed when they are read.
create table keys.virtual (
    id int primary key, price numeric(10, 2), amount int, total numeric generated always as (price * amount) virtual,
    stored numeric generated always as (price * 2) stored, note text generated always as ('n' || id) virtual);
insert into keys.virtual (id, price, amount) select i, i * 1.10, nullif(i, 3) from generate_series(1, 20) i;
create table keys.only_virtual (one int generated always as (1) virtual);
insert into keys.only_virtual select from generate_series(1, 4);

-- Keys that hold for a time.
create table keys.terms (room int4range, during tsrange, price numeric, primary key (room, during without overlaps));
insert into keys.terms
select int4range(i % 3, i % 3 + 1), tsrange('2024-01-01'::timestamp + i * interval '1 day', '2024-01-01'::timestamp + (i + 1) * interval '1 day'), i
  from generate_series(1, 30) i;
create table keys.stays (
    id int primary key, room int4range, during tsrange, foreign key (room, period during) references keys.terms (room, period during));
insert into keys.stays select row_number() over (order by room, during), room, during from keys.terms limit 12;

-- Constraints that nobody checks, and one that is for later.
create table keys.unchecked (
    id int primary key, parent int references keys.unchecked not enforced, age int check (age > 0) not enforced, late text);
insert into keys.unchecked values (1, 99, -1, null), (2, 1, 1, 'x');
alter table keys.unchecked add constraint late_present not null late not valid;
