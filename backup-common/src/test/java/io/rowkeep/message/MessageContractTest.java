package io.rowkeep.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.JobProgress;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.KeptRows;
import io.rowkeep.job.Requester;
import io.rowkeep.job.RowChanges;
import io.rowkeep.job.SkippedTable;
import io.rowkeep.job.SystemStatistics;
import io.rowkeep.job.TableDifferences;
import io.rowkeep.job.TableProgress;
import io.rowkeep.job.TableStatistics;
import io.rowkeep.job.ValueCount;
import io.rowkeep.job.WorkerId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Each message has its golden file, and each golden file keeps the contract. */
class MessageContractTest {

    private static final JobId JOB = JobId.parse("01936f2e-0000-7000-8000-000000000001");
    private static final BackupId BACKUP = BackupId.parse("01936f2e-0000-7000-8000-000000000002");
    private static final BackupId SAFETY = BackupId.parse("01936f2e-0000-7000-8000-000000000003");
    private static final SourceName SCHOOL = new SourceName("school");
    private static final DatasetName STUDENTS = new DatasetName("students");
    private static final Requester APP = new Requester("course-app");
    private static final WorkerId WORKER = new WorkerId("host-1-ab12");
    private static final JobStatistics OF_TABLES = JobStatistics.of(
            List.of(new TableStatistics(
                    TableName.parse("public.students"),
                    1200,
                    90_000,
                    30_000,
                    2,
                    "ab".repeat(32),
                    new RowChanges(3, 2, 1, 1195),
                    new KeptRows(1, 0, 2, 1),
                    new TableDifferences(3, 2, 1, 1195, 4, 5, 6, 1, 7, "cd".repeat(32)),
                    Map.of("role", List.of(new ValueCount("guest", 1190), new ValueCount(null, 10))))),
            1500,
            List.of(new SkippedTable(TableName.parse("public.\"odd.name\""), "foreign table")),
            List.of("Sequences were left alone"));

    /** No job is about tables and a system; the contract describes both in one place. */
    private static final JobStatistics STATISTICS = new JobStatistics(
            OF_TABLES.tables(),
            OF_TABLES.rows(),
            OF_TABLES.bytesIn(),
            OF_TABLES.bytesOut(),
            OF_TABLES.parts(),
            OF_TABLES.durationMillis(),
            OF_TABLES.rowsPerSecond(),
            OF_TABLES.bytesPerSecond(),
            OF_TABLES.skipped(),
            OF_TABLES.warnings(),
            OF_TABLES.refused(),
            new SystemStatistics(70_000, 3, 20_000));

    private final MessageContract contract = new MessageContract();

    static Stream<Object> messages() {
        return Stream.of(
                new JobCommand(JOB, JobKind.BACKUP, SCHOOL, STUDENTS),
                new CancelNotice(JOB),
                event(1, new JobStarted(JOB, JobKind.BACKUP, SCHOOL, STUDENTS, 1, APP, BACKUP, WORKER)),
                event(
                        1,
                        new JobProgressed(
                                JOB,
                                JobKind.BACKUP,
                                SCHOOL,
                                STUDENTS,
                                1,
                                APP,
                                BACKUP,
                                WORKER,
                                new JobProgress(
                                        500,
                                        40_000,
                                        new JobProgress.TableCount(0, 1),
                                        List.of(new TableProgress(TableName.parse("public.students"), 500, 40_000))))),
                event(
                        2,
                        new JobCompleted(
                                JOB,
                                JobKind.RESTORE,
                                SCHOOL,
                                STUDENTS,
                                1,
                                APP,
                                BACKUP,
                                SAFETY,
                                null,
                                false,
                                WORKER,
                                STATISTICS)),
                event(
                        3,
                        new JobFailed(
                                JOB,
                                JobKind.INSPECT,
                                SCHOOL,
                                STUDENTS,
                                2,
                                APP,
                                null,
                                new JobError(
                                        ErrorCode.SOURCE_ACCESS_DENIED, "The source school refused our password"))),
                event(1, new JobCancelled(JOB, JobKind.IMPORT, SCHOOL, STUDENTS, 0, APP, BACKUP)));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyMessageIsAsItsGoldenFileAndKeepsTheContract(Object message) throws IOException {
        JsonNode json = MessageMapper.JSON.readTree(MessageMapper.JSON.writeValueAsString(message));

        assertThat(json).isEqualTo(golden(name(message)));
        assertThat(contract.violations(name(message), json)).isEmpty();
    }

    @Test
    void theContractNamesTheMessagesThatThereAreAndNoOthers() {
        assertThat(contract.names())
                .containsExactlyInAnyOrderElementsOf(
                        messages().map(MessageContractTest::name).toList());
    }

    @Test
    void theContractRefusesWhatItDoesNotDescribe() throws IOException {
        ObjectNode started = (ObjectNode) golden("JobStarted");
        ObjectNode data = (ObjectNode) started.get("data");

        data.put("secret", "x");
        assertThat(contract.violations("JobStarted", started)).isNotEmpty();
        data.remove("secret");
        data.put("attempt", 0);
        assertThat(contract.violations("JobStarted", started)).isNotEmpty();
        data.put("attempt", 1);
        started.put("id", "no uuid");
        assertThat(contract.violations("JobStarted", started)).isNotEmpty();
        assertThat(contract.violations("JobFailed", golden("JobStarted"))).isNotEmpty();
    }

    private static CloudEvent event(long sequence, JobEvent event) {
        UUID id = UUID.fromString("01936f2e-0000-7000-8000-00000000000a");
        return CloudEvent.of(id, Instant.parse("2026-11-21T10:15:30.123456Z"), sequence, event);
    }

    private static String name(Object message) {
        Object named = message instanceof CloudEvent event ? event.data() : message;
        return named.getClass().getSimpleName();
    }

    private static JsonNode golden(String name) throws IOException {
        try (InputStream file = MessageContractTest.class.getResourceAsStream(name + ".json")) {
            assertThat(file).as("golden file of " + name).isNotNull();
            return MessageMapper.JSON.readTree(file.readAllBytes());
        }
    }
}
