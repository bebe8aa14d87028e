package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.BackupContent;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.ConflictPolicy;
import io.rowkeep.job.DriftPolicy;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.MergeOptions;
import io.rowkeep.job.RestoreMode;
import io.rowkeep.job.RestoreSpec;
import io.rowkeep.job.RowDecision;
import io.rowkeep.job.RowKey;
import io.rowkeep.job.Side;
import io.rowkeep.job.TriggerPolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreOptionsIT {

    private static final RunningApi API = School.API;
    private static final PlantedBackup BASE = planted("school", BackupContent.ROWS);
    private static final PlantedBackup BACKUP = planted("school", BackupContent.ROWS);
    private static final String PATH = BACKUP.path() + "/restores";

    private final String admin = School.token("admin");

    @Test
    void everyOptionOfAMergeIsRecorded() {
        RestoreSpec spec = recorded("""
                {'mode': 'merge', 'target': {'source': 'shop', 'schema': 'scratch'}, 'tables': ['students'],
                 'keys': [{'table': 'scratch.students', 'key': {'id': 7, 'part': 1.50, 'name': 'x', 'open': true}}],
                 'conflictPolicy': 'manual', 'preserveNewer': true, 'base': '%s', 'drift': 'lenient', 'triggers': 'run',
                 'decisions': [{'table': 'scratch.students', 'key': {'id': 12345678901234567890.10}, 'take': 'backup'},
                               {'table': 'scratch.students', 'key': {'id': 9}, 'fields': {'name': 'backup', 'mail': 'current'}}]}
                """.formatted(BASE.id()));

        assertThat(spec.source()).isEqualTo(new SourceName("shop"));
        assertThat(spec.from()).isEqualTo(new SourceName("school"));
        assertThat(spec.schema()).isEqualTo("scratch");
        assertThat(spec.mode()).isEqualTo(RestoreMode.MERGE);
        assertThat(spec.tables()).containsExactly(School.STUDENTS);
        assertThat(spec.drift()).isEqualTo(DriftPolicy.LENIENT);
        assertThat(spec.triggers()).isEqualTo(TriggerPolicy.RUN);
        assertThat(spec.dryRun()).isFalse();
        TableName students = TableName.parse("scratch.students");
        assertThat(spec.merge())
                .isEqualTo(new MergeOptions(
                        ConflictPolicy.MANUAL,
                        true,
                        BASE.id(),
                        List.of(new RowKey(students, Map.of("id", "7", "part", "1.50", "name", "x", "open", "true"))),
                        List.of(
                                new RowDecision(students, Map.of("id", "12345678901234567890.10"), Side.BACKUP, null),
                                new RowDecision(
                                        students,
                                        Map.of("id", "9"),
                                        null,
                                        Map.of("name", Side.BACKUP, "mail", Side.CURRENT)))));
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        RestoreSpec merge = recorded("{'mode': 'merge'}");
        RestoreSpec replace = recorded("{'mode': 'replace'}");

        assertThat(merge.merge()).isEqualTo(MergeOptions.DEFAULT);
        assertThat(merge.source()).isEqualTo(merge.from());
        assertThat(merge.drift()).isEqualTo(DriftPolicy.STRICT);
        assertThat(merge.triggers()).isEqualTo(TriggerPolicy.SKIP);
        assertThat(merge.safetyBackup()).isTrue();
        assertThat(replace.merge()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'mode': 'replace', 'conflictPolicy': 'manual' | conflictPolicy | is about merging",
                "'mode': 'replace', 'preserveNewer': false | preserveNewer | is about merging",
                "'mode': 'replace', 'base': '0190a1b2-0000-7000-8000-000000000001' | base | is about merging",
                "'mode': 'replace', 'keys': [{'table': 'students', 'key': {'id': 1}}] | keys | is about merging",
                "'mode': 'replace', 'decisions': [] | decisions | is about merging",
                "'mode': 'merge', 'decisions': [{'table': 'students', 'key': {'id': 1}, 'take': 'backup'}] | decisions | manual",
                "'mode': 'merge', 'conflictPolicy': 'backup' | conflictPolicy | backup_wins or current_wins",
                "'mode': 'merge', 'keys': [] | keys | at least one row",
                "'mode': 'merge', 'keys': [null] | keys | no null",
                "'mode': 'merge', 'keys': [{'table': 'students'}] | keys[0] | by 'table' and 'key'",
                "'mode': 'merge', 'keys': [{'table': 'students', 'key': {}}] | keys[0] | by 'table' and 'key'",
                "'mode': 'merge', 'keys': [{'table': 'students', 'key': {'id': null}}] | keys[0].key.id | null",
                "'mode': 'merge', 'keys': [{'table': 'students', 'key': {'id': [1]}}] | keys[0].key.id | a string, a number",
                "'mode': 'merge', 'keys': [{'table': 'students', 'key': {'id': '\\u0000'}}] | keys[0].key.id | null character",
                "'mode': 'merge', 'keys': [{'table': 'students', 'key': {'id': 1}}, {'table': 'students', 'key': {'id': '1'}}] | keys | twice",
                "'mode': 'merge', 'keys': [{'table': 'teachers', 'key': {'id': 1}}] | keys | public.teachers, which is not restored",
                "'mode': 'merge', 'target': {'schema': 'x'}, 'keys': [{'table': 'students', 'key': {'id': 1}}] | keys | not restored",
                "'mode': 'merge', 'conflictPolicy': 'manual', 'decisions': [{'table': 'students', 'key': {'id': 1}}] | decisions[0] | 'take'",
                "'mode': 'merge', 'conflictPolicy': 'manual', 'decisions': [{'table': 'students', 'key': {'id': 1}, 'fields': {'a': null}}] | decisions[0] | backup or current",
                "'mode': 'merge', 'target': {} | target | a 'source', a 'schema'",
                "'mode': 'merge', 'target': {'schema': ''} | target | a schema has a name",
                "'mode': 'merge', 'drift': 'loose' | drift | strict or lenient",
                "'mode': 'merge', 'triggers': 'on' | triggers | skip or run",
                "'mode': 'merge', 'dryRun': true, 'preview': '0190a1b2-0000-7000-8000-000000000001' | preview | not for another dry run",
            })
    void whatCannotBeIsRefusedInOneSentence(String fields, String field, String words) {
        post("{%s}".formatted(fields))
                .isProblem(400, ErrorCode.INVALID_REQUEST, words)
                .aboutField(field);
    }

    @Test
    void theTargetIsASourceThatTheTokenSees() {
        post("{'mode': 'merge', 'target': {'source': 'nowhere'}}")
                .isProblem(404, ErrorCode.SOURCE_NOT_FOUND, "'nowhere'");
        API.post(
                        School.token("admin", "school"),
                        PATH,
                        "{'mode': 'merge', 'target': {'source': 'shop'}}".replace('\'', '"'))
                .isProblem(404, ErrorCode.SOURCE_NOT_FOUND, "'shop'; there are: school");
        API.post(
                        School.token("admin", "shop"),
                        PATH,
                        "{'mode': 'merge', 'target': {'source': 'shop'}}".replace('\'', '"'))
                .isProblem(404, ErrorCode.BACKUP_NOT_FOUND);
    }

    @Test
    void theTargetsConfigurationDecidesAboutTheSafetyBackup() {
        post("{'mode': 'merge', 'target': {'source': 'shop'}, 'safetyBackup': false}")
                .isProblem(422, ErrorCode.SAFETY_BACKUP_REQUIRED, "'shop'");
        post("{'mode': 'merge', 'target': {'source': '%s'}, 'safetyBackup': false}".formatted(School.CARELESS))
                .hasStatus(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"replace", "merge"})
    void aTargetThatWantsAPreviewTakesNoRestoreWithoutOne(String mode) {
        String fields = "'mode': '%s', 'target': {'source': '%s'}".formatted(mode, School.WARY);

        post("{%s}".formatted(fields))
                .isProblem(422, ErrorCode.PREVIEW_REQUIRED, "'wary'", "\"dryRun\": true", "'preview'");
        String preview = API.post(
                        admin,
                        PATH + "?wait=0s",
                        "{%s, 'dryRun': true}".formatted(fields).replace('\'', '"'))
                .hasStatus(202)
                .field("id");
        API.jobs().succeed(School.claim(preview), JobStatistics.of(List.of(), 5, List.of(), List.of()), null, null);
        post("{%s, 'preview': '%s'}".formatted(fields, preview)).hasStatus(202);
    }

    @Test
    void aBackupOfASourceThatWantsAPreviewGoesElsewhereWithoutOne() {
        API.post(
                        admin,
                        planted(School.WARY, BackupContent.ROWS).path() + "/restores",
                        "{\"mode\": \"merge\", \"target\": {\"source\": \"shop\"}}")
                .hasStatus(202);
    }

    @Test
    void theBaseIsAnotherRestorableBackupOfTheSameTables() {
        String merge = "{'mode': 'merge', 'base': '%s'}";

        post(merge.formatted(BACKUP.id()))
                .isProblem(400, ErrorCode.INVALID_REQUEST, "not the one")
                .aboutField("base");
        post(merge.formatted("0190a1b2-0000-7000-8000-000000000001")).isProblem(404, ErrorCode.BACKUP_NOT_FOUND);
        post(merge.formatted(planted("shop", BackupContent.ROWS).id()))
                .isProblem(400, ErrorCode.INVALID_REQUEST, "shop/all", "school/all")
                .aboutField("base");
        post(merge.formatted(planted("school", BackupContent.BEFORE_IMAGES).id()))
                .isProblem(409, ErrorCode.NOT_RESTORABLE);
    }

    @Test
    void whatAMergeSavedCannotBeRestored() {
        PlantedBackup images = planted("school", BackupContent.BEFORE_IMAGES);

        API.post(admin, images.path() + "/restores", "{\"mode\": \"replace\"}")
                .isProblem(409, ErrorCode.NOT_RESTORABLE, "only what", "undo that job");
    }

    @Test
    void decisionsMayBeMany() {
        String decisions = IntStream.range(0, 30_000)
                .mapToObj(id -> "{'table':'students','key':{'id':%d},'take':'current'}".formatted(id))
                .collect(Collectors.joining(","));
        String body = "{'mode': 'merge', 'conflictPolicy': 'manual', 'decisions': [%s]}".formatted(decisions);

        assertThat(recorded(body).merge())
                .satisfies(merge -> assertThat(merge.decisions()).hasSize(30_000));
        post(body + " ".repeat(4 << 20)).isProblem(413, ErrorCode.INVALID_REQUEST, "4194304 bytes");
    }

    private RestoreSpec recorded(String body) {
        return (RestoreSpec) API.jobs()
                .specification(JobId.parse(post(body).hasStatus(202).field("id")))
                .orElseThrow();
    }

    private Answer post(String body) {
        return API.post(admin, PATH, body.replace('\'', '"'));
    }

    private static PlantedBackup planted(String source, BackupContent content) {
        return PlantedBackup.ofStudents(source, BackupFormat.JSON, content);
    }
}
