package io.rowkeep.client.spring;

/** Somebody wants the client, and a setting that it cannot do without is missing. */
final class RowkeepNotConfigured extends RuntimeException {

    RowkeepNotConfigured(String setting, String example) {
        super("The setting '%s' is missing, which the Rowkeep client cannot do without: set it, for example to %s"
                .formatted(setting, example));
    }
}
