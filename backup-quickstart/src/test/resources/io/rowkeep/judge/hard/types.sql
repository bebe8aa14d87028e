-- Every built-in type, with the values that a detour through a program's own types would change.

create schema types;

create table types.numbers (
    id int primary key, i2 int2, i4 int4, i8 int8, n numeric, n52 numeric(5, 2), f4 float4, f8 float8, m money, b boolean);
insert into types.numbers values
    (1, null, null, null, null, null, null, null, null, null),
    (2, 0, 0, 0, 0, 0, 0, 0, 0::money, false),
    (3, 32767, 2147483647, 9223372036854775807, 'NaN', 'NaN', 'NaN', 'NaN', '92233720368547758.07', true),
    (4, -32768, -2147483648, -9223372036854775808, 'Infinity', -999.99, 'Infinity', 'Infinity', '-92233720368547758.08', true),
    (5, 1, 1, 9007199254740993, '-Infinity', 0.10, '-Infinity', '-Infinity', '1234.56', null),
    (6, 1, 1, 1, 1.10, 1.1, '-0', '-0', '-0.01', null),
    (7, 1, 1, 1, 1.1000000000, 1, 1e-45, 5e-324, '0.01', null),
    (8, 1, 1, 1, 0.00000000000000000000000000000000000001, 1, 3.4028235e38, 1.7976931348623157e308, null, null),
    (9, 1, 1, 1, 123456789012345678901234567890.123456789012345678901234567890, 1, 0.1, 0.1, null, null),
    (10, 1, 1, 1, ('1' || repeat('0', 5000) || '.' || repeat('9', 3000))::numeric, 1, 16777217, 1e23, null, null),
    (11, 1, 1, 1, -0.0, -0.00, 1e15, 1e15, null, null),
    (12, 1, 1, 1, 1e-16383, 1, 1.17549435e-38, 2.2250738585072014e-308, null, null);

create table types.moments (
    id int primary key, d date, t time, t3 time(3), tz timetz, ts timestamp, ts0 timestamp(0), tstz timestamptz, iv interval,
    iym interval year to month, isec interval second(2));
insert into types.moments values
    (1, null, null, null, null, null, null, null, null, null, null),
    (2, '0001-01-01 BC', '00:00', '00:00', '00:00+15:59:59', '4713-01-01 00:00:00 BC', '0001-01-01 BC', '0001-01-01 00:00:00+00 BC', '0', '0', '0'),
    (3, 'infinity', '24:00', '24:00', '24:00-15:59:59', 'infinity', 'infinity', 'infinity', '1 mon', '1 year 1 mon', '1.25'),
    (4, '-infinity', '23:59:59.999999', '12:34:56.789', '12:00:00+05:30', '-infinity', '-infinity', '-infinity', '30 days', '-1 mon', '-0.01'),
    (5, '5874897-12-31', '00:00:00.000001', '0:0:0.001', '12:00:00-00:00:01', '294276-12-31 23:59:59.999999', '294276-12-31', '294276-12-31 23:59:59.999999+00',
        '-178000000 years', '178000000 years', '59.99'),
    (6, '1582-10-10', '12:00', '12:00', '12:00+00', '1582-10-10 12:00', '1900-01-01', '1883-11-18 12:00:00-05', '1 year -1 mon +1 day -00:00:00.000001', '1 mon', '1'),
    (7, '0044-03-15 BC', '12:00', '12:00', '12:00+00', '2025-03-30 02:30:00', '2025-03-30 02:30:00', '2025-10-26 02:30:00+02', 'P1Y2M3DT4H5M6.789S', '1 mon', '1'),
    (8, '4714-11-24 BC', '12:00', '12:00', '12:00+00', '4714-11-24 00:00:00 BC', '2000-01-01', '4714-11-24 00:00:00+00 BC', '2147483647 days', '1 mon', '1'),
    (9, '2000-02-29', '12:00', '12:00', '12:00+14', '1999-12-31 23:59:59.5', '1999-12-31 23:59:59.5', '2012-06-30 23:59:60+00', '-2147483648 days', '1 mon', '1');

create table types.binaries (id int primary key, b bytea, bit1 bit, bit9 bit(9), vb bit varying, vb5 bit varying(5), u uuid);
insert into types.binaries values
    (1, null, null, null, null, null, null),
    (2, '', '0', '000000000', '', '', '00000000-0000-0000-0000-000000000000'),
    (3, '\x00', '1', '111111111', '1', '10101', 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
    (4, '\x5c4e0a0d095c2e', '1', '101010101', repeat('10', 500)::varbit, '0', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'),
    (5, 'a\\b\000c', '0', '000000001', '0', '1', '12345678-1234-1234-1234-123456789abc');
insert into types.binaries (id, b) select 6, string_agg(set_byte('\x00', 0, i), '' order by i) from generate_series(0, 255) i;

create table types.documents (id int primary key, j json, jb jsonb, x xml, jp jsonpath, tv tsvector, tq tsquery);
insert into types.documents values
    (1, null, null, null, null, null, null),
    (2, 'null', 'null', '', '$', '', ''),
    (3, ' { "a" : 1 , "a":2, "b" : [ ] }  ', ' { "a" : 1 , "a":2, "b" : [ ] }  ', '<a>1</a><b/>', '$.a[*] ? (@.b > 1)', 'a:1 b:2A,3B ''it''''s'':4', 'a & !b | c:*A'),
    (4, '{"\u0000":"\u0000", "\ud83d\ude00": "\ud83d\ude00"}', '{"😀": "\u0001\n\t\"\\/"}', '<?xml version="1.0"?><r a="&lt;">&#10;</r>', 'lax $."a b"', null, 'a <-> b <3> c'),
    (5, '[1.0, 1e400, -0, 0.10, 123456789012345678901234567890]', '[1.0, 1e400, -0, 0.10, 123456789012345678901234567890]', '<![CDATA[ ]]>', 'strict $', null, null),
    (6, '"\\N"', '"\\N"', 'text only', null, null, null),
    (7, '[[[[[[[]]]]]]]', '[[[[[[[{"a":[{}]}]]]]]]]', '<a xmlns="urn:x"/>', null, null, null),
    (8, E'{\n\t"k":\r\n1}', '{"": "", " ": null, "a.b": [null, true, false, "", 0], "null": "null"}', '<!-- c -->', null, null, null),
    (9, 'true', 'false', null, null, null, null),
    (10, '1', '"a string"', null, null, null, null),
    (11, '""', '""', null, null, null, null),
    (12, '{}', '{}', null, null, null, null),
    (13, '[]', '[]', null, null, null, null);
insert into types.documents (id, j, jb) select 14, d::json, d::jsonb from (select repeat('[', 900) || repeat(']', 900)) deep (d);
insert into types.documents (id, jb) select 15, jsonb_object_agg('key ' || i, jsonb_build_array(i, i::text, null)) from generate_series(1, 5000) i;

create table types.networks (id int primary key, i inet, c cidr, m macaddr, m8 macaddr8);
insert into types.networks values
    (1, null, null, null, null),
    (2, '192.168.0.1', '192.168.0.0/24', '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05'),
    (3, '192.168.0.1/24', '10', 'ff:ff:ff:ff:ff:ff', 'ff:ff:ff:ff:ff:ff:ff:ff'),
    (4, '::1', '::/0', null, null), (5, '2001:db8::ff00:42:8329/64', '2001:db8::/32', null, null), (6, '0.0.0.0/0', '0.0.0.0/0', null, null);

create table types.geometry (id int primary key, p point, l line, s lseg, b box, pa path, po polygon, c circle);
insert into types.geometry values
    (1, null, null, null, null, null, null, null),
    (2, '(0,-0)', '{1,2,3}', '[(0,0),(1,1)]', '(1,1),(0,0)', '[(0,0),(1,1)]', '((0,0),(1,1),(1,0))', '<(0,0),1>'),
    (3, '(Infinity,NaN)', '{0.1,1e300,-1}', '[(0.1,0.2),(1e-300,1)]', '(Infinity,1),(0,-Infinity)', '((0,0),(1,1))', '((0,0))', '<(1e10,0.1),0>');

create table types.ranges (
    id int primary key, i4 int4range, i8 int8range, n numrange, d daterange, t tsrange, tz tstzrange, mi int4multirange, mn nummultirange,
    md datemultirange, mt tstzmultirange);
insert into types.ranges values
    (1, null, null, null, null, null, null, null, null, null, null),
    (2, 'empty', '(,)', '[1.10,2.20)', '[2020-01-01,infinity)', '[,"2020-01-01 00:00")', '["2020-01-01 00:00+05:30",)', '{}', '{}', '{}', '{}'),
    (3, '[1,5]', '[1,)', '(,NaN]', '(,)', 'empty', '[-infinity,infinity]', '{[1,2],[5,9)}', '{(,1.0],(2.50,)}', '{[2020-01-01,2020-01-02],[2021-01-01,)}',
        '{["2020-01-01 00:00+00","2020-01-02 00:00+00")}');

create table types.arrays (
    id int primary key, i int[], t text[], n numeric[], b bool[], ts timestamptz[], j jsonb[], js json[], ba bytea[], r int4range[], c char(3)[], u uuid[],
    p point[], bx box[]);
insert into types.arrays values
    (1, null, null, null, null, null, null, null, null, null, null, null, null, null),
    (2, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}'),
    (3, '{NULL}', '{NULL,"NULL","",null}', '{NaN,Infinity,1.10}', '{t,f,NULL}', '{infinity,2020-01-01 00:00+00}', array['null'::jsonb, null, '{"a": "\""}'],
        array['null'::json, null, ' {"a" : 1}'], '{"\\x00","\\x5c"}', '{empty,"[1,2)"}', '{"a  ","   "}', array['00000000-0000-0000-0000-000000000000'::uuid], '{"(0,0)"}',
        '{(1,1),(0,0);(2,2),(1,1)}'),
    (4, '[-2:0][7:8]={{1,2},{3,4},{5,NULL}}', E'{{"a\\nb","c,d"},{"{}","\\"\\\\"}}', '[0:0]={1}', null, null, null, null, null, null, null, null, null, null),
    (5, '{{{{{{1}}}}}}', array[E'\\N', E'\\.', E'\t', E'\n', E'\r', E'\\', '"', '''', ' ', '{', '}', ','], null, null, null, null, null, null, null, null, null, null, null);

create type types.mood as enum ('sad', 'ok', 'happy ""''\ 😀', '', 'NULL', 'null');
create domain types.positive as int check (value > 0);
create domain types.settings as jsonb check (jsonb_typeof(value) = 'object');
create domain types.email as text not null default 'a@b' check (value like '%@%');
create domain types.positives as types.positive[] check (array_length(value, 1) < 9);
create type types.address as (street text, "House No." int, tags text[]);
create type types.person as (name text, home types.address, moods types.mood[]);
create type types.float_range as range (subtype = float8, subtype_diff = float8mi);
create domain types.home as types.address check ((value)."House No." is distinct from 0);
create table types.made (
    id int primary key, e types.mood, ea types.mood[], dp types.positive, ds types.settings, de types.email, dps types.positives, c types.address,
    cc types.person, ca types.person[], fr types.float_range, fm types.float_multirange, dh types.home);
insert into types.made values
    (1, null, null, null, null, 'x@y', null, null, null, null, null, null, null),
    (2, 'happy ""''\ 😀', array['', 'NULL', 'null', null, 'sad']::types.mood[], 1, '{"a": null}', '@', '{1,2}', row (null, null, null), row (null, null, null),
        '{}', '[0.1,1e300)', '{[0,1),(2,)}', row ('x', 1, null)),
    (3, '', '{}', 2147483647, '{}', E'@\t\\N', '{}', row ('', 0, '{}'), row ('"', row (E'a,b\n(c)', -1, '{NULL,"",x}'), array['ok', 'sad']::types.mood[]),
        array[row ('x', row ('\', 1, null), null)::types.person, null], 'empty', '{}', null),
    (4, 'NULL', null, null, null, '@NULL', null, row ('NULL', null, array['NULL', null]), null, null, null, null, null);

create table types.texts (id int primary key, c1 char, c5 char(5), v varchar, v5 varchar(5), t text, n name, q "char", cc text collate "C");
insert into types.texts values
    (1, null, null, null, null, null, null, null, null),
    (2, '', '', '', '', '', '', '', ''),
    (3, ' ', '     ', '     ', '     ', '     ', '     ', ' ', ' '),
    (4, 'a', 'ab', 'ab ', 'ab   ', E'\\N', 'name', 'a', E'\\N'),
    (5, 'é', 'ééééé', '"', ',', E'\\.', E'\\.', '\', E'\\.'),
    (6, '"', '""', '""', '""', '""', '"', '"', 'NULL'),
    (7, null, null, null, null, E'\r\n', E'\n', E'\n', E'\t\v\b\f'),
    (8, null, null, null, null, 'NULL', 'null', E'\t', '=1+1'),
    (9, null, null, null, null, E'\\x41\\101\\u0041 \\\\n', null, E'\x7f', '﻿BOM');
insert into types.texts (id, q) select i, chr(i)::"char" from generate_series(10, 127) i where i <> 92;

create function types.nothing("Sales Dept"."Order") returns int language sql as 'select 1';
create table types.system (
    id int primary key, o oid, x xid, x8 xid8, c cid, t tid, l pg_lsn, ps pg_snapshot, ts txid_snapshot, rc regclass, rt regtype, rp regprocedure, rpr regproc,
    ro regoperator, rn regnamespace, rr regrole, cfg regconfig, rcol regcollation, ov oidvector, iv int2vector, a aclitem[], cur refcursor);
insert into types.system values
    (1, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null),
    (2, 0, '0', '0', '0', '(0,0)', '0/0', '10:20:10,14,15', '10:20:10,14,15', 'types.numbers', 'types.mood', 'lower(text)', 'now', '+(int4,int4)', 'types',
        current_user::regrole, 'english', '"C"', '1 2 3', '1 -2 3', array[('=r/' || current_user)::aclitem], 'c'),
    (3, 4294967295, '4294967295', '18446744073709551615', '4294967295', '(4294967295,65535)', 'FFFFFFFF/FFFFFFFF', '1:1:', '1:1:', '"Sales Dept"."Order"', 'int[]',
        'types.nothing("Sales Dept"."Order")', 'types.nothing', '-(none,int4)', '"Sales Dept"', null, 'simple', 'pg_catalog."default"', '', '', '{}', '');
