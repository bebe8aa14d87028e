-- Every character that PostgreSQL can store, and values of inconvenient sizes.

create schema text;

create table text.unicode (block int primary key, t text not null);
insert into text.unicode
select i / 4096, string_agg(chr(i), '' order by i)
  from generate_series(1, 1114111) i
 where i not between 55296 and 57343
 group by i / 4096;

create table text.controls (code int primary key, alone text, inside text, twice varchar, key text unique, arr text[], j jsonb, js json);
insert into text.controls
select i, chr(i), 'a' || chr(i) || 'b', chr(i) || chr(i), 'k' || chr(i) || i, array[chr(i), null, ''], to_jsonb(chr(i) || '"' || chr(i)), to_json(chr(i))
  from generate_series(1, 300) i;

create table text.tricky (id serial primary key, t text);
insert into text.tricky (t)
values (null), (''), (' '), (E'\\N'), (E'\\\\N'), (E'\\.'), (E'\n\\.\n'), (E'a\\'), ('"'), ('""'), ('","'), (E'"\n"'), (''''), (E'\r'), (E'\n'), (E'\r\n'), (E'\t'),
       (E'\\t'), (E'\\n'), (E'\\x00'), (E'\\0'), (E'\\101'), ('null'), ('NULL'), ('{}'), ('{"a":1}'), ('[1]'), ('true'), ('0'), ('-0'), ('1e5'), ('NaN'), (E'\uFEFF'),
       (E'\u2028\u2029'), ('</script>'), ('=cmd|'' /C calc''!A0'), (E'\u202E'), ('á'), ('á'), (E'\U0010FFFF'), (E'\uFFFE\uFFFF'), (E'e\u0301'), ('🧑🏽‍🎓'), (repeat('\', 1000)),
       (repeat('"', 1000)), (repeat(E'\n', 1000)), (repeat(E'\x01', 1000)), ('trailing newline' || E'\n'), (' leading'), ('trailing ');

-- Random letters, so that neither TOAST nor zstd makes them small.
create table text.large (id int primary key, t text, b bytea);
insert into text.large select 1, string_agg(md5(i::text), ''), null from generate_series(1, 327680) i;
insert into text.large select 2, null, string_agg(sha256(i::text::bytea), '') from generate_series(1, 160000) i;
insert into text.large select 3, repeat(E'\t\n\\"' || chr(1), 400000), '';
insert into text.large select i, 'small', '\x00' from generate_series(4, 40) i;

-- More rows than fit into one part, and one row exactly as wide as a power of two.
create table text.many (id bigint primary key, word text, score numeric(12, 4), at timestamptz default '2024-01-01 00:00+00');
insert into text.many select i, md5(i::text), i / 7.0, '2024-01-01 00:00+00'::timestamptz + i * interval '1 minute' from generate_series(1, 20000) i;
create table text.widths (n int primary key, t text);
insert into text.widths select n, repeat('x', n) from unnest(array[0, 1, 255, 256, 8191, 8192, 16383, 16384, 65534, 65535, 65536, 65537, 1048575, 1048576, 1048577]) n;

create table text.empty (id int primary key, t text);
create table text.no_columns ();
create table text.no_columns_but_rows ();
insert into text.no_columns_but_rows select from generate_series(1, 17);
create table text.no_key (a int, b text);
insert into text.no_key select i % 3, nullif((i % 2)::text, '0') from generate_series(1, 30) i;
insert into text.no_key values (null, null), (null, null), (null, '');
create table text.one_nullable (t text);
insert into text.one_nullable values (null), (''), (null), (' '), (''), (E'\\N'), ('""');
create table text.one_int (i int);
insert into text.one_int values (1), (null), (1);

do $$
begin
    execute 'create table text.thousand_columns (id int primary key, '
        || (select string_agg(format('c%s %s', i, (array['int', 'text', 'numeric', 'boolean', 'jsonb'])[1 + i % 5]), ', ') from generate_series(1, 999) i) || ')';
    execute 'insert into text.thousand_columns (id, c1, c500, c998, c999, c4) values (1, ''one'', 500, null, ''{"last": null}'', ''null''), (2, '''', null, true, null, null)';
    execute 'create table text.most_columns (' || (select string_agg(format('c%s bool', i), ', ') from generate_series(1, 1600) i) || ')';
    execute 'insert into text.most_columns (c1, c1600) values (true, false), (null, true)';
end
$$;
