package io.rowkeep.client.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one sentence, instead of a stack trace, that a setting is missing. */
class RowkeepNotConfiguredAnalyzer extends AbstractFailureAnalyzer<RowkeepNotConfigured> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RowkeepNotConfigured cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Set rowkeep.client.url and rowkeep.client.token, or ROWKEEP_CLIENT_URL and ROWKEEP_CLIENT_TOKEN in the environment.",
                cause);
    }
}
