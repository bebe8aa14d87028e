package io.rowkeep.api.token;

import io.rowkeep.api.ApiSettings;
import io.rowkeep.control.TokenStore;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Makes sure, before the first request is taken, that somebody can make tokens. */
@Component
final class FirstAdminToken implements SmartInitializingSingleton {

    private final ApiSettings settings;
    private final TokenStore tokens;

    FirstAdminToken(ApiSettings settings, TokenStore tokens) {
        this.settings = settings;
        this.tokens = tokens;
    }

    @Override
    public void afterSingletonsInstantiated() {
        String configured = settings.adminToken();
        if (configured != null) {
            tokens.ensureAdmin(configured);
        } else if (!tokens.hasAdmin()) {
            String generated = Secrets.random();
            tokens.ensureAdmin(generated);
            // Not a log line: logs are kept and shipped, and this is a secret.
            System.out.println("Admin token, shown only this once: " + generated);
        }
    }
}
