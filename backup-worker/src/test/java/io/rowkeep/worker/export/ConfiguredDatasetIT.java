package io.rowkeep.worker.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.control.BackupRecord;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.DocumentForm;
import io.rowkeep.dataset.DocumentProfile;
import io.rowkeep.dataset.FileNamePattern;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.TableStatistics;
import io.rowkeep.job.TimeOrderedIds;
import io.rowkeep.job.ValueCount;
import io.rowkeep.worker.attempt.TestAttempt;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a dataset's configuration leaves in a backup. */
class ConfiguredDatasetIT {

    private static final DatasetName PEOPLE = new DatasetName("people");
    private static final TableName USERS = TableName.parse("public.users");
    private static final DocumentProfile DOCUMENT =
            new DocumentProfile(DocumentForm.USERS, new FileNamePattern("users_{yyyy}"), null, null);

    private final Exports exports = new Exports().sql("""
            create table users (id int primary key, role text, admin bool, essay text)
            """, """
            insert into users select i, case when i = 1 then 'host' else 'guest' end, i = 1, repeat('ä', 1000)
              from generate_series(1, 5) i""", """
            create table visits (id int, day int) partition by range (day)""", """
            create table visits_1 partition of visits for values from (1) to (10)""", """
            insert into visits values (1, 1), (2, 1), (3, 2)""");

    @Test
    void theManifestSaysHowDownloadsLook() {
        exports.configure(people(DOCUMENT, Map.of()));

        assertThat(exports.backUp(Exports.spec(PEOPLE, BackupFormat.JSON)).document())
                .isEqualTo(DOCUMENT);
        assertThat(exports.backUp(BackupFormat.JSON).document()).isNull();
    }

    @Test
    void valuesAreCountedInTheBackupsOwnSnapshot() {
        exports.configure(people(
                null,
                Map.of(USERS, List.of("role", "nope", "admin", "essay"), TableName.parse("visits"), List.of("day"))));

        Manifest manifest = exports.backUp(Exports.spec(PEOPLE, BackupFormat.CSV));

        TableStatistics users = manifest.statistics().tables().getFirst();
        assertThat(users.counts()).containsOnlyKeys("role", "admin", "essay");
        assertThat(users.counts().get("role")).containsExactly(new ValueCount("guest", 4), new ValueCount("host", 1));
        assertThat(users.counts().get("admin")).containsExactly(new ValueCount("false", 4), new ValueCount("true", 1));
        assertThat(users.counts().get("essay")).containsExactly(new ValueCount("ä".repeat(200), 5));
        assertThat(manifest.statistics().tables().get(1).counts())
                .isEqualTo(Map.of("day", List.of(new ValueCount("1", 2), new ValueCount("2", 1))));
        assertThat(manifest.statistics().warnings())
                .singleElement()
                .asString()
                .contains("column nope of table public.users");
    }

    @Test
    void aSafetyBackupLooksTheSameAndCountsNothing() {
        exports.configure(people(DOCUMENT, Map.of(USERS, List.of("role"))));
        Manifest saved = saved();

        assertThat(saved.document()).isEqualTo(DOCUMENT);
        assertThat(saved.statistics().tables().getFirst().counts()).isNull();
        exports.configure();
        assertThat(saved().document()).isNull();
    }

    private Manifest saved() {
        BackupWriter writer = new BackupWriter(exports.bucket, InstantSource.system(), 16 << 20);
        SafetyBackups safety = new SafetyBackups(writer, new TimeOrderedIds(Clock.systemUTC()));
        BackupSpec spec = Exports.spec(PEOPLE, BackupFormat.JSON);
        BackupRecord record = safety.save(
                safety.next(), exports.source(), List.of(USERS), TestAttempt.backup(spec, 1, false), () -> {});
        return new BackupReader(exports.bucket).manifest(Exports.SOURCE, PEOPLE, record.id());
    }

    private static DatasetDefinition people(@Nullable DocumentProfile document, Map<TableName, List<String>> counted) {
        return new DatasetDefinition(
                PEOPLE, List.of(), List.of(), List.of(), null, null, document, counted, Map.of(), null);
    }
}
