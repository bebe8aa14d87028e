-- What PostgreSQL 16 does not know.

create table parts.numbered (id bigint generated always as identity, region text not null, t text, primary key (id, region)) partition by list (region);
create table parts.numbered_north partition of parts.numbered for values in ('north');
create table parts.numbered_others partition of parts.numbered default;
insert into parts.numbered (region, t) select case i % 2 when 0 then 'north' else 'south' end, 't' || i from generate_series(1, 30) i;

create table parts.spread (id int primary key, during tsrange, exclude using btree (id with =)) partition by range (id);
create table parts.spread_low partition of parts.spread for values from (1) to (10);
create table parts.spread_high partition of parts.spread for values from (10) to (100);
insert into parts.spread select i, tsrange('2024-01-01', null) from generate_series(1, 20) i;
