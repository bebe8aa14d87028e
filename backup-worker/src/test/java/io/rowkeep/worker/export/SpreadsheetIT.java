package io.rowkeep.worker.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SpreadsheetProfile;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.BackupFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Backups that people read. */
class SpreadsheetIT {

    private static final DatasetName PEOPLE = new DatasetName("people");

    private final Exports exports = new Exports().sql("""
            create table students (
                id int primary key, name text, born date, seen timestamptz, changed timestamp(0), fee numeric(8, 2),
                active bool, shout text generated always as (upper(name)) stored)""", """
            insert into students values
                (1, '=1+1', '1815-12-10', '2026-11-21 20:00:00.5+00', '2026-11-21 20:00:00', -12.5, true),
                (2, E'a "b",\\nc', 'infinity', '4713-01-01 00:00:00+00 BC', '10000-01-01', 'NaN', false),
                (3, null, null, null, null, null, null)""");

    @Test
    void withoutConfigurationAllColumnsAreShownWithTheDefaultPatterns() {
        Manifest manifest = exports.backUp(BackupFormat.SPREADSHEET, "public.students");

        assertThat(sheet(manifest)).isEqualTo("""
                1,'=1+1,10-12-1815,21-11-2026 20:00:00,21-11-2026 20:00:00,-12.50,true
                2,"a ""b"",\nc",infinity,4713-01-01 00:00:00+00 BC,10000-01-01 00:00:00,NaN,false
                3,,,,,,
                """.replace("\n", "\r\n").replace("\"\",\r\nc", "\"\",\nc"));
        assertThat(manifest.spreadsheet()).isNull();
        assertThat(manifest.restorable()).isFalse();
        assertThat(Exports.entry(manifest, "public.students").rows()).isEqualTo(3);
    }

    @Test
    void configurationNamesColumnsAndWarnsOfThoseThatAreNotThere() {
        Map<String, String> headings = new LinkedHashMap<>();
        headings.put("seen", "Seen");
        headings.put("gone", "Gone");
        headings.put("shout", "Shout");
        headings.put("id", "ID");
        SpreadsheetProfile profile = new SpreadsheetProfile(
                "HH:mm", "dd", ZoneId.of("Asia/Colombo"), Map.of(TableName.parse("students"), headings));
        exports.configure(new DatasetDefinition(PEOPLE, List.of(), List.of(), List.of(), null, profile));

        Manifest sheets = exports.backUp(Exports.spec(PEOPLE, BackupFormat.SPREADSHEET));
        Manifest json = exports.backUp(Exports.spec(PEOPLE, BackupFormat.JSON));

        assertThat(sheet(sheets)).isEqualTo("01:30,1\r\n4713-01-01 00:00:00+00 BC,2\r\n,3\r\n");
        assertThat(sheets.spreadsheet()).isEqualTo(profile);
        assertThat(json.spreadsheet()).isEqualTo(profile);
        assertThat(json.restorable()).isTrue();
        assertThat(json.statistics().warnings())
                .containsExactly(
                        "Spreadsheets of table public.students lack column gone, which the configuration lists: the table"
                                + " does not have it",
                        "Spreadsheets of table public.students lack column shout, which the configuration lists: the server"
                                + " computes it, and backups do not hold it");
    }

    /** What the parts hold, as they are. */
    private String sheet(Manifest manifest) {
        TableEntry table = Exports.entry(manifest, "public.students");
        ArtifactKeys keys = ArtifactKeys.of(manifest.source(), manifest.dataset(), manifest.backupId());
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        try {
            new BackupReader(exports.bucket).readTable(keys, table, rows::write);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return rows.toString(UTF_8);
    }
}
