-- Every type that the server and its extensions know: a column of it, and one of its arrays. What a type is written as stands here; a type without that
-- gets a column in every.unwritable, where it can only be absent.

create schema every;

create temp table sample (type text, number int, value text);
insert into sample select type, row_number() over (partition by type order by value), value from (values
    ('bool', 't'), ('int2', '-32768'), ('int4', '2147483647'), ('int8', '-9223372036854775808'), ('numeric', 'NaN'), ('numeric', '-Infinity'), ('numeric', '1.1000'),
    ('float4', '1e-45'), ('float4', '-0'), ('float8', 'Infinity'), ('float8', '5e-324'), ('money', '-92233720368547758.08'), ('text', E'a\tb\\"{,}'), ('text', ''), ('text', 'NULL'),
    ('varchar', ' '), ('bpchar', 'x '), ('name', 'naïve "n"'), ('"char"', '\'), ('"char"', ''), ('bytea', '\x00ff5c22'), ('bytea', ''), ('bit', '1'), ('varbit', ''), ('varbit', '10110'),
    ('uuid', 'ffffffff-ffff-ffff-ffff-ffffffffffff'), ('date', '0001-01-01 BC'), ('date', '-infinity'), ('time', '24:00'), ('timetz', '24:00-15:59:59'), ('timestamp', '4713-01-01 BC'),
    ('timestamptz', '294276-12-31 23:59:59.999999+00'), ('interval', '1 year -2 mons +3 days -04:05:06.000007'), ('interval', '-178000000 years'), ('json', ' {"a":1, "a" : 2} '),
    ('jsonb', 'null'), ('jsonb', '{"": [1e400, "\"", "\\"]}'), ('jsonpath', '$."a b"[*] ? (@ > 1)'), ('xml', '<a>&lt;</a>'), ('tsvector', 'a:1A ''b c'':2'), ('tsquery', '''a b'' <-> !c:*B'),
    ('inet', '::1/64'), ('cidr', '10.0.0.0/8'), ('macaddr', '08:00:2b:01:02:03'), ('macaddr8', '08:00:2b:01:02:03:04:05'), ('point', '(NaN,-0)'), ('line', '{1,2,3}'), ('lseg', '[(0,0),(1,1)]'),
    ('box', '(1,1),(0,0)'), ('path', '[(0,0),(1,1)]'), ('path', '((0,0),(1,1))'), ('polygon', '((0,0),(1,1),(1,0))'), ('circle', '<(0,0),1>'), ('int4range', '[1,5)'), ('int4range', 'empty'),
    ('int8range', '(,)'), ('numrange', '[1.10,NaN)'), ('daterange', '[2020-01-01,infinity)'), ('tsrange', '["2020-01-01 00:00:00",)'), ('tstzrange', '(,"2020-01-01 00:00:00+05:30"]'),
    ('int4multirange', '{[1,2),[5,9)}'), ('int8multirange', '{}'), ('nummultirange', '{(,1.0],(2.50,)}'), ('datemultirange', '{[2020-01-01,2020-01-02)}'),
    ('tsmultirange', '{["2020-01-01 00:00:00",infinity]}'), ('tstzmultirange', '{["2020-01-01 00:00+00","2020-01-02 00:00+00")}'), ('oid', '4294967295'), ('xid', '3'), ('xid8', '18446744073709551615'),
    ('cid', '7'), ('tid', '(4294967295,65535)'), ('pg_lsn', 'FFFFFFFF/1'), ('pg_snapshot', '10:20:10,14'), ('txid_snapshot', '1:1:'), ('regclass', '"Sales Dept"."Order"'), ('regclass', '-'),
    ('regcollation', '"C"'), ('regconfig', 'english'), ('regdictionary', 'simple'), ('regnamespace', 'every'), ('regoper', 'pg_catalog.||/'), ('regoperator', '+(int4,int4)'), ('regproc', 'now'),
    ('regprocedure', 'lower(text)'), ('regrole', current_user), ('regtype', 'int[]'), ('refcursor', 'c'), ('oidvector', '1 2 3'), ('oidvector', ''), ('int2vector', '1 -2'),
    ('aclitem', '=r/' || current_user),
    ('hstore', '"a"=>"1", "b"=>NULL, ""=>"", "q\""=>"\\"'), ('hstore', ''), ('citext', 'MiXed'), ('ltree', 'Top.Science'), ('ltree', ''), ('lquery', 'a.*{1,2}.!b|c@'), ('ltxtquery', 'a & b*@'),
    ('cube', '(0.1, -2),(1e300, 4)'), ('cube', '(1)'), ('earth', '(6378168, 0, 0)'), ('seg', '1.50 .. 2.500'), ('seg', '~6.50'), ('seg', '<3.0'), ('query_int', '1&(2|!3)'), ('lo', '12345'),
    ('ean13', '978-0393040029'), ('isbn13', '978-0393040029'), ('isbn', '0-393-04002-X'), ('isbn', '978-0393040028!'), ('ismn13', '979-0-060-11561-5'), ('ismn', 'M-060-11561-5'),
    ('issn13', '977-1436-452-00-8'), ('issn', '1436-4522'), ('upc', '220356483481'), ('dblink_pkey_results', '(1,"a ""b")'), ('tablefunc_crosstab_2', '(r,,"")'),
    ('tablefunc_crosstab_3', '(r,a,b,)'), ('tablefunc_crosstab_4', '("a,b",a,b,c,)')) samples (type, value);

do $$
declare
    one record;
begin
    create table every.scalar (id int primary key);
    create table every.array (id int primary key);
    create table every.unwritable (id int primary key);
    insert into every.scalar select generate_series(0, 3);
    insert into every.array select generate_series(0, 4);
    insert into every.unwritable values (1), (2);
    for one in select distinct type, type::regtype::text as quoted, trim(type, '"') as name from sample order by 1 loop
        execute format('alter table every.scalar add column %I %s', one.name, one.quoted);
        execute format('alter table every.array add column %I %s[]', one.name, one.quoted);
    end loop;
    for one in select s.*, type::regtype::text as quoted, trim(type, '"') as name from sample s loop
        execute format('update every.scalar set %I = %L where id = %s', one.name, one.value, one.number);
        if one.number = 1 then
            execute format('update every.array set %1$I = case id when 1 then ''{}'' when 2 then array[%2$L::%3$s, null, %2$L] when 3 then array_fill(%2$L::%3$s, array[2, 1], array[0, -7]) '
                || 'when 4 then array[[null, %2$L::%3$s]] end', one.name, one.value, one.quoted);
        end if;
    end loop;
    for one in
        select t.oid::regtype::text as quoted, t.typname as name from pg_type t
         where t.typtype in ('b', 'r', 'm', 'd', 'e') and t.typnamespace in ('pg_catalog'::regnamespace, 'public'::regnamespace)
           -- What an index of btree_gist holds differs from version to version.
           and t.typname !~ '^gbtreekey' and not exists (select from pg_type element where element.typarray = t.oid) and not exists (select from sample where type::regtype = t.oid)
         order by 2 loop
        execute format('alter table every.unwritable add column %I %s', one.name, one.quoted);
    end loop;
end
$$;
drop table sample;
