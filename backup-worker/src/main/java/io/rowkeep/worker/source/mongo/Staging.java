package io.rowkeep.worker.source.mongo;

import com.mongodb.ReadPreference;
import com.mongodb.client.MongoDatabase;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.source.SessionTag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The collections beside those of the application in which one session puts down what it is about to do. */
final class Staging {

    /** What the names of all such collections begin with. */
    static final String PREFIX = "rowkeep_stage_";

    /** Of a job's id; its first digits are the time, which jobs may share. */
    private static final int JOB_DIGITS = 12;

    private static final Pattern ATTEMPT = Pattern.compile("(\\d{1,9})_.*");

    private final MongoConnection connection;
    private final String job;
    private final int attempt;
    private final String session;
    private int made;

    Staging(MongoConnection connection, SessionTag tag) {
        this.connection = connection;
        String purpose = tag.purpose().replaceAll("[^A-Za-z0-9]", "");
        this.job =
                (PREFIX + purpose.substring(Math.max(0, purpose.length() - JOB_DIGITS)) + "_").toLowerCase(Locale.ROOT);
        this.attempt = tag.attempt();
        String random = UUID.randomUUID().toString().substring(0, 8);
        this.session = "%s%d_%s_".formatted(job, attempt, random);
    }

    /** A place that nothing is in yet. */
    Documents next() {
        made++;
        return new Documents(connection, CollectionTable.name(session + made));
    }

    /**
     * Makes sure that a place still has all that was put there.
     *
     * @param table that it is for
     * @throws BackupException with {@code SOURCE_CONFLICT} when it has not
     */
    void requireWhole(Documents place, TableName table, long rows) {
        if (place.count() != rows) {
            throw new BackupException(
                    ErrorCode.SOURCE_CONFLICT,
                    "Source %s: what was put beside table %s is not whole any more: another session has swept it away"
                            .formatted(connection.source(), table));
        }
    }

    /** Drops what this attempt at the job and those before it have left here, but for what somebody still needs. */
    void sweep(Collection<String> needed) {
        drop(name -> name.startsWith(job) && !ofLaterAttempt(name) && !needed.contains(name));
    }

    /** One that was frozen for a while must not take from its successor what that has put here. */
    private boolean ofLaterAttempt(String name) {
        Matcher found = ATTEMPT.matcher(name).region(job.length(), name.length());
        return found.matches() && Integer.parseInt(found.group(1)) > attempt;
    }

    /** Drops what this session has put here, as far as it still can: what is left, whoever goes on with the job or ends it sweeps. */
    void clear() {
        if (made == 0) {
            return;
        }
        try {
            drop(name -> name.startsWith(session));
        } catch (BackupException e) {
            if (e.code() != ErrorCode.SOURCE_UNAVAILABLE) {
                throw e;
            }
        }
    }

    private void drop(Predicate<String> which) {
        // A member that lags would not name what was made a moment ago.
        MongoDatabase database = connection.database().withReadPreference(ReadPreference.primary());
        List<String> names = connection.run(() -> database.listCollectionNames().into(new ArrayList<>()));
        names.stream().filter(which).forEach(this::drop);
    }

    private void drop(String name) {
        TableName table = CollectionTable.name(name);
        connection.on(table, () -> {
            connection.collection(table).drop();
            return name;
        });
    }
}
