package io.rowkeep.control;

import static io.rowkeep.control.ControlFixture.STATISTICS;
import static io.rowkeep.control.ControlFixture.UNAVAILABLE;
import static io.rowkeep.control.ControlFixture.WORKER_A;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.job.JobId;
import io.rowkeep.message.MessageContract;
import io.rowkeep.message.MessageMapper;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EmittedMessagesIT {

    private final ControlFixture control = new ControlFixture();
    private final MessageContract contract = new MessageContract();

    @Test
    void everyMessageInTheOutboxKeepsTheContract() {
        control.jobs().succeed(control.claim(control.submit().id(), WORKER_A), STATISTICS, null, null);
        control.jobs().fail(control.claim(control.submit().id(), WORKER_A), UNAVAILABLE);
        control.intake().cancel(control.submit().id(), control.caller);
        JobId waiting = control.submit().id();

        List<JsonNode> messages =
                control
                        .jdbc
                        .sql("select body from rowkeep.outbox order by position")
                        .query(String.class)
                        .list()
                        .stream()
                        .map(MessageMapper.JSON::readTree)
                        .toList();

        assertThat(messages)
                .extracting(EmittedMessagesIT::name)
                .containsExactly("JobStarted", "JobCompleted", "JobStarted", "JobFailed", "JobCancelled", "JobCommand");
        assertThat(messages)
                .allSatisfy(message ->
                        assertThat(contract.violations(name(message), message)).isEmpty());
        assertThat(messages.getLast().get("jobId").asString()).isEqualTo(waiting.toString());
    }

    private static String name(JsonNode message) {
        if (!message.has("type")) {
            return "JobCommand";
        }
        String outcome = message.get("type").asString().split("\\.")[3];
        return "Job" + outcome.substring(0, 1).toUpperCase(Locale.ROOT) + outcome.substring(1);
    }
}
