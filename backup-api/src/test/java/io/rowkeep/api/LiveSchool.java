package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.api.EventReader.Event;
import io.rowkeep.control.Claim;
import io.rowkeep.control.broker.Broadcast;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobProgress;
import io.rowkeep.job.TableProgress;
import io.rowkeep.job.WorkerId;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.RabbitServer;
import io.rowkeep.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** An API with a broker, and what a worker does. */
final class LiveSchool {

    static final TestDatabase DATABASE = PostgresServer.shared().database();
    static final RunningApi API =
            RunningApi.start(DATABASE, RabbitServer.shared().virtualHost()).untilTheEnd();
    static final JobError FAILURE = new JobError(ErrorCode.SOURCE_UNAVAILABLE, "The school is closed");

    private static final WorkerId WORKER = new WorkerId("worker-1");
    private static final TableName STUDENTS = new TableName("public", "students");

    static {
        API.registry().announce(WORKER, "test", List.of(School.source("school"), School.source("shop")));
    }

    private LiveSchool() {}

    /** A viewer's token for these sources. */
    static Answer viewer(String... sources) {
        return API.post(
                        RunningApi.ADMIN,
                        "/api/v1/tokens",
                        "{\"name\": \"viewer\", \"role\": \"viewer\", \"sources\": [\"%s\"]}"
                                .formatted(String.join("\", \"", sources)))
                .hasStatus(201);
    }

    static String backupJob(String source) {
        return API.post(RunningApi.ADMIN, "/api/v1/backups", "{\"source\": \"%s\"}".formatted(source))
                .hasStatus(202)
                .field("id");
    }

    static Claim claim(String job) {
        return API.jobs().claim(JobId.parse(job), WORKER).orElseThrow();
    }

    static void fail(Claim claim) {
        assertThat(API.jobs().fail(claim, FAILURE)).isTrue();
    }

    /** Records and sends progress, as a worker does. */
    static void progress(Claim claim, long rows) {
        JobProgress progress = new JobProgress(
                rows,
                rows * 10,
                new JobProgress.TableCount(0, 1),
                List.of(new TableProgress(STUDENTS, rows, rows * 10)));
        API.jobs().progress(claim, progress);
        API.context.getBean(Broadcast.class).progressed(claim, progress);
    }

    /** Sends progress again and again until the reader hears of it; fails after two minutes. */
    static Event progressUntilHeard(Claim claim, EventReader reader) {
        for (int rows = 1; rows <= 120; rows++) {
            progress(claim, rows);
            Event heard = reader.poll(Duration.ofSeconds(1));
            if (heard != null && heard.name().equals("progressed")) {
                return heard;
            }
        }
        throw new AssertionError("No progress was heard of");
    }

    /** Removes the job's events, as housekeeping does after a week. */
    static void forget(String job) throws SQLException {
        try (Connection connection = DATABASE.dataSource().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("delete from rowkeep.outbox where job_id = ? and not mandatory")) {
            statement.setObject(1, UUID.fromString(job));
            statement.executeUpdate();
        }
    }

    /** Deletes the queues by which live streams hear of events; says how many. */
    static long deleteSubscriptions() {
        RabbitServer rabbit = RabbitServer.shared();
        long deleted = 0;
        for (String host :
                rabbit.ctl("-q", "list_vhosts", "--no-table-headers").lines().toList()) {
            String queues = rabbit.ctl("-q", "list_queues", "-p", host, "--no-table-headers", "name");
            deleted += queues.lines()
                    .filter(queue -> queue.startsWith("amq.gen"))
                    .peek(queue -> rabbit.ctl("delete_queue", "-p", host, queue))
                    .count();
        }
        return deleted;
    }

    static EventReader events(String token, String path, String... headers) {
        var request = API.request(token, path);
        return new EventReader(headers.length == 0 ? request : request.headers(headers));
    }

    static EventReader eventsOf(String job, String... headers) {
        return events(RunningApi.ADMIN, "/api/v1/jobs/" + job + "/events", headers);
    }
}
