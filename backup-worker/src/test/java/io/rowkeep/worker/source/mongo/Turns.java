package io.rowkeep.worker.source.mongo;

import static io.rowkeep.worker.source.mongo.MongoBench.COLUMNS;
import static io.rowkeep.worker.source.mongo.MongoBench.USERS;
import static io.rowkeep.worker.source.mongo.MongoBench.lines;
import static org.awaitility.Awaitility.await;

import io.rowkeep.job.JobId;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSession;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;

/** Two jobs that want to change the same collection, and what it takes to see them wait for each other. */
final class Turns implements AutoCloseable {

    static final JobId OLDER = new JobId(new UUID(0, 1));
    static final JobId YOUNGER = new JobId(new UUID(0, 2));

    /** What {@link #doIt} leaves. */
    static final String NEW = "{\"_id\": 1, \"name\": \"new\"}";

    final MongoBench bench = new MongoBench();
    final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Hears the sessions of {@link #overheard(JobId)}. */
    final Overheard heard = new Overheard();

    @Override
    public void close() {
        threads.close();
        bench.close();
    }

    TargetSession overheard(Overheard listener, JobId job, Runnable step, Duration patience) {
        TargetSession session =
                new MongoTargetSession(listener.connect(bench.url), SessionTag.of(job, 1), step, patience);
        session.endOtherSessions();
        session.ensureLedger();
        return session;
    }

    TargetSession overheard(JobId job) {
        return overheard(heard, job, () -> {}, LedgerTurn.PATIENCE);
    }

    static TargetChange begin(TargetSession session, JobId job) {
        return session.begin(MongoBench.row(job), List.of(USERS)).orElseThrow();
    }

    static void plan(TargetChange change) {
        change.stage(USERS, COLUMNS, lines(NEW));
        change.compare(USERS);
    }

    static void doIt(TargetChange change) {
        plan(change);
        MongoBench.finish(change);
    }

    /** Begins a job on another thread, and does it when it has its turn. */
    Future<?> doLater(TargetSession session, JobId job) {
        return threads.submit(() -> {
            try (TargetChange change = begin(session, job)) {
                doIt(change);
            }
        });
    }

    static boolean looks(BsonDocument command) {
        return command.containsKey("find") && command.toJson().contains("\"%s\"".formatted(LedgerTurn.WANTED));
    }

    static boolean notes(BsonDocument command) {
        return command.containsKey("update")
                && command.toJson().contains("\"$set\": {\"%s\"".formatted(LedgerTurn.WANTED));
    }

    /** How often a session that is heard has looked what others want. */
    long looks() {
        return heard.all("find").stream().filter(Turns::looks).count();
    }

    void awaitLooks(int times) {
        await().atMost(Duration.ofSeconds(60)).until(() -> looks() >= times);
    }

    static void get(Future<?> job) throws Exception {
        job.get(60, TimeUnit.SECONDS);
    }
}
