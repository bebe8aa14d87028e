package io.rowkeep.worker.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.Column;
import io.rowkeep.artifact.EntryNames;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.ManifestText;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.format.CsvHeader;
import io.rowkeep.job.ImportFormat;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was downloaded from us comes back exactly as it was, whatever its types. */
class RoundTripIT {

    private static final ImportSite SITE = new ImportSite();
    private static final String TABLE = "public.scalars";

    @BeforeAll
    static void makeTables() {
        SITE.sql("""
                create type mood as enum ('so so', 'it''s "fine"', E'tab\\there');
                create domain cents as numeric(12, 2) check (value >= 0);
                create type pair as (a int, b text);
                create table scalars (
                    id int generated always as identity primary key,
                    i2 int2, i8 int8, n numeric, n2 numeric(20, 4), f4 float4, f8 float8, b bool, m money,
                    t text, v varchar(20), c char(6), nm name, by bytea, u uuid, j json, jb jsonb, never jsonb,
                    x xml, d date, tz timetz, ts timestamp, tsz timestamptz, iv interval, ip inet, vb varbit, pt point,
                    bx box, tv tsvector, l pg_lsn, r4 int4range, mr datemultirange, md mood, dm cents, cp pair,
                    ar text[], a2 int[][], ja jsonb[], ba box[], twice int generated always as (i2 * 2) stored);
                insert into scalars
                    (i2, i8, n, n2, f4, f8, b, m, t, v, c, nm, by, u, j, jb, x, d, tz, ts, tsz, iv, ip, vb, pt, bx, tv, l, r4,
                     mr, md, dm, cp, ar, a2, ja, ba) values
                    (-3268, -9223372036854775808, 'NaN', 1.5000, '-0', 'Infinity', true, -1234.5,
                     E'tab\\t nl\\n cr\\r bs\\\\ q" \\x01 \\b\\f\\v \\x7f äöü 😀', '', 'ab', 'naïve', '\\x00ff5c',
                     '00000000-0000-0000-0000-000000000001', '{"a" : 1, "a":"\\u0000"}', '{"k": [1, null, "\\t"], "n": 1e400}',
                     '<a>&amp;</a>', '4713-01-01 BC', '12:00:00+15:59', '294276-12-31 23:59:59.999999',
                     'infinity', '1 mon -3 days 04:05:06.789', '::1/128', '', '(1,2)', '(1,1),(0,0)', 'a:1 b:2',
                     '16/B374D848', '[1,5)', '{[2020-01-01,2020-02-01)}', E'tab\\there', 1.10, '(1,"a,""b")',
                     array['a', null, 'NULL', '', 'x"y\\z'], '[0:1][2:3]={{1,2},{3,4}}', array['{"a":1}'::jsonb, null],
                     array['(1,1),(0,0)'::box]),
                    (0, 0, '-Infinity', -0.0001, 'NaN', 1e-300, false, 0, '\\N', E'\\\\.', '', '', '', null, 'null', 'null', '',
                     'infinity', '00:00+00', '-infinity', '0001-01-01 00:00:00 BC', '-178000000 years', '0.0.0.0', '1',
                     '(NaN,Infinity)', '(0,0),(0,0)', '', '0/0', 'empty', '{}', 'it''s "fine"', 0, '(,)', '{}', '{}', '{}', '{}');
                insert into scalars default values;
                """);
    }

    @Test
    void aJsonDocument() {
        Manifest manifest = SITE.backedUp(BackupFormat.JSON, TABLE);
        TableEntry entry = ImportSite.entry(manifest, TABLE);
        String columns = entry.columns().stream().map(Column::name).collect(Collectors.joining("\",\"", "\"", "\""));

        sameAsTable(SITE.imported(
                "{\"tables\":[\n{\"tableName\":\"scalars\",\"primaryKey\":\"id\",\"columns\":[%s],\"records\":[\n%s]}],\"metadata\":{\"recordCounts\":{\"scalars\":3}}}"
                        .formatted(
                                columns, SITE.encoded(manifest, TABLE).strip().replace("\n", "\n,")),
                null,
                null));
    }

    @Test
    void plainCsv() {
        Manifest manifest = SITE.backedUp(BackupFormat.CSV, TABLE);
        TableEntry entry = ImportSite.entry(manifest, TABLE);

        sameAsTable(SITE.imported(
                new String(CsvHeader.of(entry.formatColumns()), StandardCharsets.UTF_8) + SITE.encoded(manifest, TABLE),
                TABLE,
                null));
    }

    @Test
    void copyText() {
        Manifest manifest = SITE.backedUp(BackupFormat.NATIVE, TABLE);

        sameAsTable(SITE.imported(SITE.encoded(manifest, TABLE), TABLE, ImportFormat.COPY));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SPREADSHEET", "SYSTEM"},
            mode = EnumSource.Mode.EXCLUDE)
    void anArchive(BackupFormat format) {
        sameAsTable(SITE.imported(archive(format, ""), null, null));
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON", "NATIVE"})
    void anArchiveWhoseManifestSpeaksOfOtherRowsIsRefused(BackupFormat format) {
        String more = format == BackupFormat.JSON ? "{\"id\":9}\n" : SITE.copied("(select * from only public.scalars)");

        assertThat(SITE.refused(SITE.runner(), archive(format, more), null, null)
                        .code())
                .isEqualTo(ErrorCode.IMPORT_REFUSED);
    }

    private static byte[] archive(BackupFormat format, String more) {
        Manifest manifest = SITE.backedUp(format, TABLE);
        TableEntry entry = ImportSite.entry(manifest, TABLE);
        byte[] header = format == BackupFormat.CSV ? CsvHeader.of(entry.formatColumns()) : new byte[0];
        return Packed.zip(new String[] {"manifest.json", EntryNames.of(entry.name(), format)}, new byte[][] {
            ManifestText.write(manifest), Packed.joined(header, Packed.bytes(SITE.encoded(manifest, TABLE) + more))
        });
    }

    private static void sameAsTable(Manifest imported) {
        TableEntry entry = ImportSite.entry(imported, TABLE);
        String columns = entry.columns().stream().map(Column::name).collect(Collectors.joining(", "));

        assertThat(entry.columns()).hasSize(39);
        assertThat(SITE.stored(imported, TABLE))
                .isEqualTo(SITE.copied("(select %s from public.scalars order by id)".formatted(columns)));
    }
}
