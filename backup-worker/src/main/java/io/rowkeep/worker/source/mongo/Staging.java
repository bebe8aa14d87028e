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
import java.util.Set;
import java.util.UUID;

/** The collections beside those of the application in which one session puts down what it is about to do. */
final class Staging {

    /** What the names of all such collections begin with. */
    static final String PREFIX = "rowkeep_stage_";

    /** Of a job's id; its first digits are the time, which jobs may share. */
    private static final int JOB_DIGITS = 12;

    private final MongoConnection connection;
    private final String job;
    private final String session;
    private int made;

    Staging(MongoConnection connection, SessionTag tag) {
        this.connection = connection;
        String purpose = tag.purpose().replaceAll("[^A-Za-z0-9]", "");
        this.job = PREFIX + purpose.substring(Math.max(0, purpose.length() - JOB_DIGITS)) + "_";
        String random = UUID.randomUUID().toString().substring(0, 8);
        this.session = "%s%d_%s_".formatted(job, tag.attempt(), random).toLowerCase(Locale.ROOT);
    }

    /** A place that nothing is in yet. */
    Documents next() {
        made++;
        return new Documents(connection, CollectionTable.name(session + made));
    }

    /** Drops what sessions of this job have left here, but for what somebody still needs. */
    void sweep(Collection<String> needed) {
        drop(job.toLowerCase(Locale.ROOT), needed);
    }

    /** Drops what this session has put here, as far as it still can: what is left, whoever goes on with the job or ends it sweeps. */
    void clear() {
        if (made == 0) {
            return;
        }
        try {
            drop(session, Set.of());
        } catch (BackupException e) {
            if (e.code() != ErrorCode.SOURCE_UNAVAILABLE) {
                throw e;
            }
        }
    }

    private void drop(String prefix, Collection<String> needed) {
        // A member that lags would not name what was made a moment ago.
        MongoDatabase database = connection.database().withReadPreference(ReadPreference.primary());
        List<String> names = connection.run(() -> database.listCollectionNames().into(new ArrayList<>()));
        names.stream()
                .filter(name -> name.startsWith(prefix) && !needed.contains(name))
                .forEach(this::drop);
    }

    private void drop(String name) {
        TableName table = CollectionTable.name(name);
        connection.on(table, () -> {
            connection.collection(table).drop();
            return name;
        });
    }
}
