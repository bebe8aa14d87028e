-- What PostgreSQL 14 does not know.

alter table keys.notes add foreign key (order_id, line) references keys.lines on delete set default (line);
create table keys.nulls_not_distinct (a int, b int, unique nulls not distinct (a, b));
insert into keys.nulls_not_distinct values (1, null), (null, 1), (null, null), (1, 1);

create table types.negative_scale (id int primary key, n numeric(3, -2), m numeric(2, 5));
insert into types.negative_scale values (1, 12300, 0.00012), (2, -12300, -0.00099), (3, 'NaN', 'NaN'), (4, 0, 0), (5, null, null);

-- Printed as octal since; before, a value beyond ASCII was a byte that is no character.
insert into types.texts (id, q) select i, chr(i)::"char" from generate_series(128, 700) i;
