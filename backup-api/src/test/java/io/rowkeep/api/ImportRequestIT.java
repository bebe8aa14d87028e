package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.Sha256;
import io.rowkeep.control.Claim;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.ImportFormat;
import io.rowkeep.job.ImportSpec;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class ImportRequestIT {

    private static final RunningApi API = School.API;
    private static final String PATH = "/api/v1/backups/import";
    private static final String UPLOADS = "shop/_jobs/";

    private final String operator = School.token("operator");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json",
                "text/csv",
                "application/octet-stream"
            })
    void aFileIsStoredAsItComesWhateverItsContentType(String contentType) {
        byte[] file = "source=x&format=y\nid,name\n1,a\n".getBytes(StandardCharsets.UTF_8);

        Answer answer = API.send(
                API.request(operator, PATH + "?source=school&dataset=people&table=students&format=csv&label=Old%20list")
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofByteArray(file)));

        answer.hasStatus(202);
        assertThat(answer.header("Location")).isEqualTo("/api/v1/jobs/" + answer.field("id"));
        assertThat(answer.field("kind")).isEqualTo("import");
        ImportSpec spec = spec(answer);
        assertThat(spec.table()).isEqualTo(School.STUDENTS);
        assertThat(spec.format()).isEqualTo(ImportFormat.CSV);
        assertThat(spec.label()).isEqualTo("Old list");
        assertThat(spec.backupId()).hasToString(answer.field("backupId"));
        assertThat(spec.upload().sha256()).isEqualTo(Sha256.hex(file));
        assertThat(API.store().get(spec.upload().folder() + "000000", 1 << 20)).hasValue(file);
    }

    @Test
    void aLargeFileIsCutIntoPieces() {
        byte[] file = new byte[ImportSpec.Upload.PIECE_BYTES + 5];
        new Random(1).nextBytes(file);

        Answer answer = API.send(
                API.request(operator, PATH + "?source=school").POST(BodyPublishers.ofInputStream(() -> stream(file))));

        ImportSpec.Upload upload = spec(answer.hasStatus(202)).upload();
        assertThat(upload.pieces()).isEqualTo(2);
        assertThat(upload.bytes()).isEqualTo(file.length);
        assertThat(API.store()
                        .get(ArtifactKeys.uploadPiece(upload.folder(), 1), 100)
                        .orElseThrow())
                .hasSize(5);
    }

    @Test
    void theSameFileUnderTheSameKeyIsTheSameJobAndIsStoredOnce() {
        String key = UUID.randomUUID().toString();

        Answer first = post(operator, "?source=shop", "[1]", key).hasStatus(202);
        Answer second = post(operator, "?source=shop", "[1]", key).hasStatus(202);

        assertThat(second.field("id")).isEqualTo(first.field("id"));
        post(operator, "?source=shop", "[2]", key).isProblem(422, ErrorCode.IDEMPOTENCY_KEY_REUSED, key);
        assertThat(API.store().list(UPLOADS).filter(piece -> !piece.key().contains(first.field("backupId"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "?dataset=all | 400 | INVALID_REQUEST | 'source' is missing",
                "?source=nobody | 404 | SOURCE_NOT_FOUND | nobody",
                "?source=school&dataset=nothing | 404 | DATASET_NOT_FOUND | nothing",
                "?source=school&format=xml | 400 | INVALID_REQUEST | json or jsonl or csv or copy",
                "?source=school&table=a.b.c | 400 | INVALID_REQUEST | schema.name",
                "?source=school&label= | 400 | INVALID_REQUEST | label",
                "?source=school&tabel=x | 400 | INVALID_REQUEST | tabel",
            })
    void aWrongParameterIsRefused(String query, int status, ErrorCode code, String words) {
        post(operator, query, "[]", UUID.randomUUID().toString()).isProblem(status, code, words);
    }

    @Test
    void anEmptyBodyIsNoFile() {
        post(operator, "?source=school", "", UUID.randomUUID().toString())
                .isProblem(400, ErrorCode.INVALID_REQUEST, "the file itself");
    }

    @Test
    void onlyAnOperatorImports() {
        post(School.token("viewer"), "?source=school", "[]", UUID.randomUUID().toString())
                .isProblem(403, ErrorCode.FORBIDDEN);
    }

    @Test
    void aClientThatGoesAwayLeavesNothing() throws IOException {
        try (Socket socket = new Socket(API.address.getHost(), API.address.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + PATH + "?source=trusting HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + operator
                            + "\r\nContent-Length: 100000000\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[ImportSpec.Upload.PIECE_BYTES + 1]);
            out.flush();
            Awaitility.await().until(() -> API.store().list("trusting/_jobs/").count() == 1);
        }

        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(API.store().list("trusting/_jobs/")).isEmpty());
    }

    @Test
    void aFileOverTheLimitIsRefusedHoweverItIsSent() {
        try (RunningApi small = RunningApi.start(PostgresServer.shared().database(), 1000)) {
            School.announceTo(small);
            byte[] file = new byte[1001];

            small.send(small.request(RunningApi.ADMIN, PATH + "?source=school").POST(BodyPublishers.ofByteArray(file)))
                    .isProblem(413, ErrorCode.UPLOAD_TOO_LARGE, "1000 bytes");
            small.send(small.request(RunningApi.ADMIN, PATH + "?source=school")
                            .POST(BodyPublishers.ofInputStream(() -> stream(file))))
                    .isProblem(413, ErrorCode.UPLOAD_TOO_LARGE, "1000 bytes");
            assertThat(small.store().list("school/_jobs/")).isEmpty();
        }
    }

    @Test
    void aFileStaysWhereNobodyKnowsWhetherItsJobIsThere() {
        TestDatabase database = PostgresServer.shared().database();
        try (RunningApi api = RunningApi.start(database)) {
            School.announceTo(api);
            JdbcClient.create(database.dataSource()).sql("""
                    create function rowkeep.break_off() returns trigger language plpgsql as
                      'begin perform pg_terminate_backend(pg_backend_pid()); return null; end';
                    create constraint trigger break_off after insert on rowkeep.job deferrable initially deferred
                      for each row execute function rowkeep.break_off();
                    """).update();

            Answer answer = api.send(api.request(RunningApi.ADMIN, PATH + "?source=school&table=students")
                    .POST(BodyPublishers.ofString("[]")));

            assertThat(answer.status()).isGreaterThanOrEqualTo(500);
            assertThat(api.store().list("school/_jobs/")).hasSize(1);
        }
    }

    @Test
    void aQueuedImportIsCancelledByAWorkerWhichDeletesItsFile() {
        Answer job = post(operator, "?source=school", "[]", UUID.randomUUID().toString())
                .hasStatus(202);

        API.post(operator, "/api/v1/jobs/" + job.field("id") + "/cancel", "").hasStatus(202);

        assertThat(API.get(operator, job.header("Location")).field("status")).isEqualTo("QUEUED");
        assertThat(School.claim(job.field("id")).closing()).isNotNull();
    }

    private static InputStream stream(byte[] file) {
        return new ByteArrayInputStream(file);
    }

    private static Answer post(String token, String query, String file, String key) {
        return API.send(
                API.request(token, PATH + query).header("Idempotency-Key", key).POST(BodyPublishers.ofString(file)));
    }

    private static ImportSpec spec(Answer answer) {
        Claim claim = School.claim(answer.field("id"));
        return (ImportSpec) claim.spec();
    }
}
