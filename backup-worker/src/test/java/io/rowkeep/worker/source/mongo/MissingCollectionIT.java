package io.rowkeep.worker.source.mongo;

import static io.rowkeep.worker.source.mongo.MongoBench.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rowkeep.artifact.CollectionShape;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobId;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSession;
import io.rowkeep.worker.source.TargetView;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A collection that nobody could change afterwards is not made. */
class MissingCollectionIT {

    private static final String CAPPED = "{\"capped\": true, \"size\": {\"$numberInt\": \"4096\"}}";

    private final MongoBench bench = new MongoBench();
    private final JobId job = new JobId(UUID.randomUUID());

    @AfterEach
    void close() {
        bench.close();
    }

    private static void assertRefused(TargetView view, String options) {
        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> view.expect(USERS, new CollectionShape(List.of(), options)))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNSUPPORTED))
                .withMessageStartingWith("Table public.users of source market cannot be changed: it ");
    }

    @ParameterizedTest
    @ValueSource(strings = {CAPPED, "{\"collation\": {\"locale\": \"de\"}}"})
    void whatNobodyCouldChangeIsNotMade(String options) {
        try (TargetSession session = bench.session(job, 1);
                TargetView view = session.view(List.of(USERS));
                TargetChange change =
                        session.begin(MongoBench.row(job), List.of(USERS)).orElseThrow()) {
            assertRefused(view, options);
            assertRefused(change, options);
        }

        assertThat(bench.collections()).containsExactly("rowkeep_applied_job");
    }

    @Test
    void aPreviewMakesNothing() {
        try (TargetSession session = bench.session(job, 1);
                TargetView view = session.view(List.of(USERS))) {
            view.expect(USERS, new CollectionShape(List.of(), "{\"validationLevel\": \"strict\"}"));
            view.expect(USERS, null);
        }

        assertThat(bench.collections()).containsExactly("rowkeep_applied_job");
    }

    @Test
    void oneThatIsThereIsWhatItIsWhateverTheBackupSays() {
        bench.insert("users", "{_id: 1}");

        bench.change(List.of(USERS), change -> change.expect(USERS, new CollectionShape(List.of(), CAPPED)));

        assertThat(bench.contents("users")).hasSize(1);
    }
}
