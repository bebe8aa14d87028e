-- Names that break whoever builds SQL, keys, file names or JSON by hand.

create schema "Sales Dept";
create schema "1.2.3";
create schema "select";
create schema "🎓 школа";
create schema "per%cent/slash\back";
create schema "quote""d";

create table "Sales Dept"."Order" (
    "Id" int primary key,
    "from" text,
    "Where.clause" text,
    "user" text not null default current_user,
    "a""quote" text,
    "per%cent %s %d" text,
    "slash/and\backslash" text,
    "новый" text,
    "🎓" text,
    "line
break" text,
    "tab	tab" text,
    " leading and trailing " text,
    "o'clock" text,
    "$1" text,
    "{json: [1,2]}" text,
    "*" text,
    "a,b;c" text,
    "records" text,
    "tableName" text,
    "null" text,
    "true" text,
    "__proto__" text,
    "-- comment" text,
    "<b>&amp;</b>" text,
    "ctid " text
);
insert into "Sales Dept"."Order"
select i, 'f' || i, null, 'u', '"', '%s', '\', 'я', '😀', E'\n', E'\t', ' ', 'o''clock', '$1', '{}', '*', ',', 'r', 't', 'null', 'true', 'p', '--', '<', 'c'
  from generate_series(1, 20) i;

create table "Sales Dept"."order" ("id" int primary key, "ID" int, "Id" int, "iD" int);
insert into "Sales Dept"."order" select i, i + 1, i + 2, i + 3 from generate_series(1, 5) i;

create table "Sales Dept"." " (" " int primary key);
insert into "Sales Dept"." " values (1), (2);
create table "1.2.3"."4.5" ("6.7" int primary key, "." text, ".." text);
insert into "1.2.3"."4.5" values (1, 'a', 'b');
create table "1.2.3"."a"".""b" (id int primary key);
insert into "1.2.3"."a"".""b" values (1), (2);
-- Without quotes the two would read the same: 1.2.3.4.5
create schema "1.2";
create table "1.2"."3.4.5" ("6.7" int primary key);
insert into "1.2"."3.4.5" values (7);
create table "select"."from" ("where" int primary key, "group" text, "order" text, "limit" text, "table" text, "all" text);
insert into "select"."from" values (1, 'a', 'b', 'c', 'd', 'e'), (2, null, null, null, null, null);
create table "select"."copy" ("stdin" int, "freeze" text);
insert into "select"."copy" values (1, '\.'), (2, '\N');
create table "🎓 школа"."学生表" ("名前" text primary key, "возраст" int);
insert into "🎓 школа"."学生表" values ('山田', 20), ('Иван', 21), ('🎓', null);
create table "per%cent/slash\back"."%2e%2e/..\..//" ("%00" int primary key, "\" text, "\\N" text, "\." text);
insert into "per%cent/slash\back"."%2e%2e/..\..//" values (1, '\', '\N', '\.'), (2, null, '', ' ');
create table "quote""d"."""" ("""" int primary key, "a""b""c" text);
insert into "quote""d"."""" values (1, '"'), (2, '""');
create table "quote""d"."a,b" (id int primary key, "c,d" text);
insert into "quote""d"."a,b" values (1, 'e,f');
create table "quote""d"."../../etc/passwd" (id int primary key);
insert into "quote""d"."../../etc/passwd" values (1);
create table "quote""d"."line
break" ("tab	" int primary key, "cr
lf" text);
insert into "quote""d"."line
break" values (1, E'a\r\nb');

-- 63 bytes, the longest name; two that differ in the last byte only; and 21 characters of three bytes each.
create table "n12345678901234567890123456789012345678901234567890123456789-yA" (
    "c12345678901234567890123456789012345678901234567890123456789-yA" int primary key,
    "c12345678901234567890123456789012345678901234567890123456789-yB" text);
insert into "n12345678901234567890123456789012345678901234567890123456789-yA" values (1, 'a');
create table "n12345678901234567890123456789012345678901234567890123456789-yB" (id int primary key);
insert into "n12345678901234567890123456789012345678901234567890123456789-yB" values (2);
create schema "漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢";
create table "漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢"."漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢字" (
    "漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢" int primary key);
insert into "漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢"."漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢字" values (1);
create table "漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢"."漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢" (
    "漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢" int primary key);
insert into "漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢"."漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢" values (2);

-- Words that Rowkeep itself uses.
create table parts (manifest text, part int, primary key (manifest, part));
insert into parts values ('manifest.json', 1);
create table "manifest.json" ("parts.jsonl.zst" int primary key);
insert into "manifest.json" values (1);

-- A column was dropped from the middle and another one added: attribute numbers have a hole.
create table dropped_columns (a int primary key, gone text, b text, gone_too int);
alter table dropped_columns drop column gone, drop column gone_too, add column c int default 7;
insert into dropped_columns select i, 'b' || i from generate_series(1, 10) i;
create table only_dropped (gone int);
insert into only_dropped values (1), (2), (3);
alter table only_dropped drop column gone;
