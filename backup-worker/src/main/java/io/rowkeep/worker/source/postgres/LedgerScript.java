package io.rowkeep.worker.source.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The SQL that makes the ledger: what the worker runs itself where it may, and what an administrator runs where it may not. */
final class LedgerScript {

    private static final String TEXT = read();

    private LedgerScript() {}

    /** The statement that makes the table. */
    static String table() {
        return TEXT.substring(TEXT.indexOf("create table"), TEXT.indexOf(';', TEXT.indexOf("create table")));
    }

    /** The whole script on one line, with the rights of the worker's role. */
    static String forAdministrator(String role) {
        return TEXT.replaceAll("\\s+", " ").strip().replace("{role}", Quoted.name(role));
    }

    private static String read() {
        try (InputStream script = Objects.requireNonNull(LedgerScript.class.getResourceAsStream("ledger.sql"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("The ledger's script cannot be read from the class path", e);
        }
    }
}
