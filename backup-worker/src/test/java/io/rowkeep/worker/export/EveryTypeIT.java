package io.rowkeep.worker.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.Column;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.format.ColumnMapping;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every built-in type, and the odd ones of a user, come back as the server prints them. */
class EveryTypeIT {

    private static final Exports EXPORTS = new Exports();

    @BeforeAll
    static void makeTables() {
        EXPORTS.sql("""
                create type mood as enum ('so so', 'it''s "fine"', E'tab\there');
                create domain cents as numeric(12, 2) check (value >= 0);
                create type pair as (a int, b text);
                create table scalars (
                    i2 int2, i4 int4, i8 int8, n numeric, n2 numeric(20, 4), f4 float4, f8 float8, b bool, m money,
                    t text, v varchar(20), c char(6), nm name, by bytea, oneb "char", u uuid, o oid,
                    j json, jb jsonb, x xml, d date, ti time, tz timetz, ts timestamp, tsz timestamptz, iv interval,
                    ip inet, ci cidr, ma macaddr, m8 macaddr8, bi bit(5), vb varbit, pt point, li line, ls lseg, bx box,
                    pa path, po polygon, cr circle, tv tsvector, tq tsquery, l pg_lsn, xd xid, td tid, sn pg_snapshot,
                    rc regclass, r4 int4range, mr datemultirange, md mood, dm cents, cp pair, ar text[], a2 int[][],
                    ja jsonb[], jp jsonpath);
                insert into scalars values
                    (-32768, -2147483648, -9223372036854775808, 'NaN', 1.5000, '-0', 'Infinity', true, -1234.5,
                     E'tab\\t nl\\n cr\\r bs\\\\ q" \\x01 \\b\\f\\v \\x7f äöü 😀', '', 'ab', 'naïve', '\\x00ff5c', E'\\\\',
                     '00000000-0000-0000-0000-000000000001', 4294967295, '{"a" : 1, "a":2}', '{"k": [1, null, "\\t"], "n": 1e400}',
                     '<a>&amp;</a>', '4713-01-01 BC', '24:00:00', '12:00:00+15:59', '294276-12-31 23:59:59.999999',
                     'infinity', '1 mon -3 days 04:05:06.789', '::1/128', '10.0.0.0/8', '08:00:2b:01:02:03',
                     '08:00:2b:01:02:03:04:05', '10101', '', '(1,2)', '{1,2,3}', '[(0,0),(1,1)]', '(1,1),(0,0)', '[(0,0),(1,1)]',
                     '((0,0),(1,1))', '<(0,0),1>', 'a:1 b:2', 'a & !b', '16/B374D848', '42', '(1,2)', '10:20:10,14,15',
                     'pg_class', '[1,5)', '{[2020-01-01,2020-02-01)}', E'tab\\there', 1.10, '(1,"a,""b")',
                     array['a', null, 'NULL', '', 'x"y\\z'], '[0:1][2:3]={{1,2},{3,4}}', array['{"a":1}'::jsonb, null],
                     '$.a[*] ? (@ > 1)'),
                    (32767, 2147483647, 9223372036854775807, '-Infinity', -0.0001, 'NaN', 1e-300, false, 0,
                     '\\N', E'\\\\.', '', '', '', 'a', null, 0, 'null', 'null', '', 'infinity', '00:00', '00:00+00', '-infinity',
                     '0001-01-01 00:00:00 BC', '-178000000 years', '0.0.0.0', '::/0', 'ff:ff:ff:ff:ff:ff',
                     '00:00:00:00:00:00:00:00', '00000', '1', '(NaN,Infinity)', '{1,0,0}', '[(0,0),(0,0)]', '(0,0),(0,0)', '((0,0))',
                     '((0,0))', '<(0,0),0>', '', '', '0/0', '0', '(0,1)', '10:20:', '-', 'empty', '{}', 'it''s "fine"', 0, '(,)',
                     '{}', '{}', '{}', '$');
                insert into scalars default values;
                insert into scalars (oneb, t) values ('\\351', E'\\n');
                """);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SPREADSHEET", "SYSTEM"},
            mode = EnumSource.Mode.EXCLUDE)
    void comesBackAsTheServerPrintsIt(BackupFormat format) {
        Manifest manifest = EXPORTS.backUp(format, "public.scalars");

        assertThat(EXPORTS.stored(manifest, "public.scalars")).isEqualTo(EXPORTS.copied("public.scalars"));
    }

    @Test
    void theManifestNamesTypesAndMappings() {
        Manifest manifest = EXPORTS.backUp(BackupFormat.JSON, "public.scalars");

        assertThat(Exports.entry(manifest, "public.scalars").columns())
                .contains(
                        new Column("n2", "numeric(20,4)", ColumnMapping.NUMBER, false, null),
                        new Column("b", "boolean", ColumnMapping.BOOLEAN, false, null),
                        new Column("jb", "jsonb", ColumnMapping.JSON, false, null),
                        new Column("j", "json", ColumnMapping.TEXT, false, null),
                        new Column("dm", "public.cents", ColumnMapping.TEXT, false, null),
                        new Column(
                                "md",
                                "public.mood",
                                ColumnMapping.TEXT,
                                false,
                                null,
                                List.of("so so", "it's \"fine\"", "tab\there")),
                        new Column("o", "oid", ColumnMapping.TEXT, false, null));
        assertThat(manifest.statistics().warnings())
                .anySatisfy(
                        warning -> assertThat(warning).contains("arge objects").contains("public.scalars.o"))
                .anySatisfy(warning -> assertThat(warning).contains("public.scalars.rc"));
    }
}
