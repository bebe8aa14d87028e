package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.control.AnnouncedDataset;
import io.rowkeep.control.AnnouncedSource;
import io.rowkeep.control.Claim;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.SourceType;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobStatistics;
import io.rowkeep.job.TableStatistics;
import io.rowkeep.job.WorkerId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** Two sources, a worker that announced them, and tokens of all roles for one of them and for all. */
final class School {

    static final RunningApi API = RunningApi.shared();
    static final WorkerId WORKER = new WorkerId("worker-1");
    static final TableName STUDENTS = new TableName("public", "students");
    static final TableName COURSES = new TableName("public", "courses");

    /** A source whose workers let requests do without safety backups. */
    static final String CARELESS = "trusting";

    /** A source whose workers want a preview before a restore. */
    static final String WARY = "wary";

    private static final ConcurrentHashMap<String, String> TOKENS = new ConcurrentHashMap<>();

    static {
        announce();
    }

    private School() {}

    /** Says that the worker lives, as one does every few seconds: without that its sources go offline after a minute. */
    private static void announce() {
        announceTo(API);
    }

    /** The same for an API of a test's own. */
    static void announceTo(RunningApi api) {
        api.registry()
                .announce(WORKER, "test", List.of(source("school"), source("shop"), source(CARELESS), source(WARY)));
    }

    /** A token of that role for all sources, whose worker lives. */
    static String token(String role) {
        announce();
        return TOKENS.computeIfAbsent(
                role, name -> create("{\"name\": \"%s\", \"role\": \"%s\"}".formatted(name, role)));
    }

    /** A token of that role that sees nothing but that source. */
    static String token(String role, String source) {
        return TOKENS.computeIfAbsent(
                role + " of " + source,
                name -> create(
                        "{\"name\": \"%s\", \"role\": \"%s\", \"sources\": [\"%s\"]}".formatted(name, role, source)));
    }

    /** A queued backup job; its id. */
    static String backupJob(String source) {
        return API.post(token("operator"), "/api/v1/backups", "{\"source\": \"%s\"}".formatted(source))
                .hasStatus(202)
                .field("id");
    }

    /** Does what a worker does first. */
    static Claim claim(String job) {
        return API.jobs().claim(JobId.parse(job), WORKER).orElseThrow();
    }

    /** Ends an inspect job with these counts. */
    static void answer(String job, TableStatistics... counts) {
        JobStatistics statistics = JobStatistics.of(List.of(counts), 5, List.of(), List.of());
        assertThat(API.jobs().succeed(claim(job), statistics, null, null)).isTrue();
    }

    private static String create(String body) {
        return API.post(RunningApi.ADMIN, "/api/v1/tokens", body).hasStatus(201).field("token");
    }

    /** A source with two tables. */
    static AnnouncedSource source(String name) {
        return new AnnouncedSource(
                new SourceName(name),
                SourceType.POSTGRESQL,
                true,
                null,
                Instant.EPOCH,
                name.equals(CARELESS),
                name.equals(WARY),
                List.of(
                        new AnnouncedDataset(DatasetName.ALL, List.of(COURSES, STUDENTS)),
                        new AnnouncedDataset(new DatasetName("people"), List.of(STUDENTS))));
    }
}
