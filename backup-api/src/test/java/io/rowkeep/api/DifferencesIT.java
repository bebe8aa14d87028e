package io.rowkeep.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.BackupContent;
import io.rowkeep.control.Claim;
import io.rowkeep.difference.DifferenceKeys;
import io.rowkeep.difference.DifferenceWriter;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.format.ByteSink;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.TableStatistics;
import io.rowkeep.storage.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class DifferencesIT {

    private static final RunningApi API = School.API;
    private static final PlantedBackup BACKUP =
            PlantedBackup.ofStudents("school", BackupFormat.JSON, BackupContent.ROWS);
    private static final String LINE = """
            {"table":"%s","key":{"id":"%d"},"kind":"%s","outcome":"update","fields":[{"name":"name","current":null,"backup":"Ada"}]}
            """;

    private final String operator = School.token("operator");

    @Test
    void aPreviewsDifferencesAreListedPageByPage() throws IOException {
        String path = planted();

        assertThat(ids(path, "")).containsExactly("c0", "s0", "s1", "s2", "s3", "s4", "s5", "s6");
        assertThat(ids(path, "table=public.students&kind=conflict&")).containsExactly("s0", "s3", "s6");
        assertThat(ids(path, "kind=delete&")).isEmpty();
    }

    @Test
    void aDifferenceIsShownAsItWasFound() throws IOException {
        JsonNode item = API.get(operator, planted() + "?table=students&limit=1")
                .hasStatus(200)
                .json()
                .at("/items/0");

        assertThat(item.toString())
                .isEqualTo(LINE.formatted("public.students", 0, "conflict").strip());
    }

    @ParameterizedTest
    @CsvSource({
        "kind=changed, insert or update",
        "limit=0, from 1 to 500",
        "cursor=abc, not one that a list gave out",
        "tables=students, cursor",
    })
    void aWrongParameterIsNamed(String query, String words) throws IOException {
        API.get(operator, planted() + "?" + query).isProblem(400, ErrorCode.INVALID_REQUEST, words);
    }

    @Test
    void aTableThatWasNotComparedIsAnsweredWithThoseThatWere() throws IOException {
        API.get(operator, planted() + "?table=teachers")
                .isProblem(404, ErrorCode.TABLE_NOT_FOUND, "public.teachers", "public.courses, public.students");
    }

    @Test
    void whatIsNoPreviewOrHasNotEndedHasNoList() {
        API.get(operator, differences(School.backupJob("school")))
                .isProblem(404, ErrorCode.NO_DIFFERENCES, "not the dry run of a restore");
        API.get(operator, differences(preview()))
                .isProblem(404, ErrorCode.NO_DIFFERENCES, "has not succeeded: it is QUEUED");
        API.get(operator, differences("0190a1b2-0000-7000-8000-000000000001")).isProblem(404, ErrorCode.JOB_NOT_FOUND);
    }

    @Test
    void aListThatIsNotKeptAnyMoreIsSaidToBeGone() throws IOException {
        String path = planted();
        String job = path.split("/")[4];
        API.store()
                .list("school/_jobs/" + job + "/")
                .map(StoredObject::key)
                .toList()
                .forEach(API.store()::delete);

        API.get(operator, path).isProblem(404, ErrorCode.NO_DIFFERENCES, "not kept any more: preview once more");
    }

    @Test
    void itHoldsRowsSoThatAViewerMayNotReadIt() throws IOException {
        String path = planted();

        API.get(School.token("viewer"), path).isProblem(403, ErrorCode.FORBIDDEN, "a token of role operator");
        API.get(School.token("operator", "shop"), path).isProblem(404, ErrorCode.JOB_NOT_FOUND);
    }

    /** A preview that compared two tables: the path of its list. */
    private static String planted() throws IOException {
        Claim claim = School.claim(preview());
        DifferenceKeys keys = DifferenceKeys.of(claim.job().source(), claim.jobId(), claim.attempt());
        try (DifferenceWriter writer = new DifferenceWriter(API.store(), keys)) {
            print(writer.table(School.COURSES), LINE.formatted("public.courses", 0, "insert"));
            ByteSink students = writer.table(School.STUDENTS);
            for (int id = 0; id < 7; id++) {
                print(students, LINE.formatted("public.students", id, id % 3 == 0 ? "conflict" : "update"));
            }
            writer.finish();
        }
        List<TableStatistics> tables = Stream.of(School.COURSES, School.STUDENTS)
                .map(name -> TableStatistics.counted(name, 7))
                .toList();
        API.jobs().succeed(claim, JobStatistics.of(tables, 5, List.of(), List.of()), null, null);
        return differences(claim.jobId().toString());
    }

    private static String preview() {
        return API.post(
                        School.token("admin"),
                        BACKUP.path() + "/restores?wait=0s",
                        "{\"mode\": \"merge\", \"dryRun\": true}")
                .hasStatus(202)
                .field("id");
    }

    private static String differences(String job) {
        return "/api/v1/jobs/" + job + "/differences";
    }

    private static void print(ByteSink sink, String line) throws IOException {
        byte[] bytes = line.getBytes(UTF_8);
        sink.write(bytes, 0, bytes.length);
    }

    /** The initials and keys of all pages. */
    private List<String> ids(String path, String query) {
        List<String> ids = new ArrayList<>();
        String next = "";
        do {
            Answer page =
                    API.get(operator, path + "?" + query + "limit=2" + next).hasStatus(200);
            page.json()
                    .path("items")
                    .forEach(item -> ids.add(item.path("table").asString().charAt(7)
                            + item.at("/key/id").asString()));
            next = page.json().has("next") ? "&cursor=" + page.field("next") : "";
        } while (!next.isEmpty());
        return ids;
    }
}
