package io.rowkeep.worker.source.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobError;
import io.rowkeep.job.JobId;
import io.rowkeep.job.Requester;
import io.rowkeep.worker.source.LedgerRow;
import java.util.List;
import java.util.UUID;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

/** What is written into the ledger can be read again, also when an older version wrote it. */
class LedgerEntryTest {

    private static final JobError REASON = new JobError(ErrorCode.CONSTRAINT_VIOLATED, "The server refused it");
    private static final PlanPlaces PLACES = new PlanPlaces(
            MongoBench.USERS,
            MongoBench.table("items"),
            MongoBench.table("before"),
            MongoBench.table("results"),
            MongoBench.table("staged"));

    private final LedgerRow nothing =
            LedgerRow.nothing(new JobId(UUID.randomUUID()), 3, new Requester("tests"), REASON);
    private final LedgerEntry reverting = new LedgerEntry(
            nothing,
            LedgerState.REVERTING,
            List.of(PLACES),
            List.of(new WantedIndex(MongoBench.USERS, "{\"key\": {\"mail\": 1}}")));

    private static LedgerEntry again(LedgerEntry entry) {
        return LedgerEntry.of(entry.document(0));
    }

    @Test
    void whatIsUnderWayIsReadAsItWasWritten() {
        assertThat(again(reverting)).isEqualTo(reverting);
        assertThat(again(reverting).takenBack()).isNull();
    }

    @Test
    void whatIsLeftIsReadAsItWasWritten() {
        LedgerEntry counted = reverting.with(new TakenBack(7, List.of("rowkeep_left_a", "rowkeep_left_b")));

        assertThat(again(counted)).isEqualTo(counted);
        assertThat(again(reverting.with(new TakenBack(0, List.of()))).takenBack())
                .isEqualTo(new TakenBack(0, List.of()));
    }

    @Test
    void whatHasEndedHasNothingLeftToDo() {
        BsonDocument ended = LedgerEntry.of(nothing).document(0);

        assertThat(ended).doesNotContainKeys("tables", "indexes", "taken_back");
        assertThat(LedgerEntry.of(ended)).isEqualTo(LedgerEntry.of(nothing));
    }

    @Test
    void theReasonSaysWhatIsLeft() {
        assertThat(new TakenBack(0, List.of()).told(REASON).message())
                .isEqualTo("The server refused it (what had been written was taken back)");
        assertThat(new TakenBack(2, List.of()).told(REASON).message())
                .isEqualTo(
                        "The server refused it (what had been written was taken back, but for 2 documents that others wrote to or the server refused)");
        assertThat(new TakenBack(1, List.of("rowkeep_left_a")).told(REASON))
                .isEqualTo(
                        new JobError(
                                ErrorCode.CONSTRAINT_VIOLATED,
                                "The server refused it (what had been written was taken back, but for 1 documents that others wrote to or the server refused: how they were before is kept in collection rowkeep_left_a)"));
    }
}
