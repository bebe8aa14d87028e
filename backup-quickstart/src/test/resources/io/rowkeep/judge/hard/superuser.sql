-- What an ordinary role may not make: a foreign table, and a table that an extension owns.

create extension postgres_fdw;
create server elsewhere foreign data wrapper postgres_fdw options (host 'localhost', dbname 'nowhere');
create schema far;
create foreign table far.foreign_table (id int, t text) server elsewhere;
create table far.of_extension (id int primary key);
insert into far.of_extension values (1);
alter extension postgres_fdw add table far.of_extension;
grant usage on schema far to public;
grant select on all tables in schema far to public;
