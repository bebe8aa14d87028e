package io.rowkeep.worker.source.mongo;

import static io.rowkeep.worker.source.mongo.MongoBench.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.job.ValueCount;
import java.util.List;
import org.bson.BsonBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A statistic is no reason to have no backup. */
class FieldValuesIT {

    private final MongoBench bench = new MongoBench();
    private final Overheard heard = new Overheard();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void moreValuesThanAServerHasMemoryForGoToItsDisk() {
        bench.insert("users", "{_id: 1, role: 'admin'}", "{_id: 2, role: 'user'}", "{_id: 3, role: 'user'}");

        try (MongoConnection connection = heard.connect(bench.url)) {
            assertThat(FieldValues.count(connection, USERS, List.of("role"), null))
                    .containsEntry("role", List.of(new ValueCount("user", 2), new ValueCount("admin", 1)));
        }

        assertThat(heard.all("aggregate"))
                .hasSize(1)
                .allSatisfy(command -> assertThat(command).containsEntry("allowDiskUse", BsonBoolean.TRUE));
    }
}
