package io.rowkeep.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** What an administrator would write by hand: a file into an unlogged table, then {@code MERGE} of what differs, in one transaction. */
record PsqlMerge(Psql psql, MergedDatabase merged, Path file) implements Peer {

    private static final String MERGE = """
            merge into public.orders t
            using public.orders_stage s on s.id = t.id
            when matched and (t.customer_id, t.amount, t.created_at, t.updated_at, t.title, t.description, t.external_id,
                              t.attributes, t.active)
                 is distinct from (s.customer_id, s.amount, s.created_at, s.updated_at, s.title, s.description, s.external_id,
                              s.attributes, s.active) then
                update set customer_id = s.customer_id, amount = s.amount, created_at = s.created_at, updated_at = s.updated_at,
                           title = s.title, description = s.description, external_id = s.external_id,
                           attributes = s.attributes, active = s.active
            when not matched then
                insert values (s.id, s.customer_id, s.amount, s.created_at, s.updated_at, s.title, s.description,
                               s.external_id, s.attributes, s.active)
            """;

    /** Saves the table as it is now, for every run. */
    static PsqlMerge of(MergedDatabase merged) throws IOException, InterruptedException {
        Psql psql = Psql.on(merged.database());
        return new PsqlMerge(psql, merged, psql.save());
    }

    @Override
    public String name() {
        return "psql MERGE";
    }

    @Override
    public boolean reference() {
        return true;
    }

    @Override
    public Run run() throws IOException, InterruptedException, SQLException {
        merged.startOver();
        double seconds = psql.execute(
                "create unlogged table public.orders_stage (like public.orders)",
                "\\copy public.orders_stage from '%s'".formatted(file),
                "analyze public.orders_stage",
                MERGE,
                "drop table public.orders_stage");
        merged.requireMerged();
        return new Run(seconds, Files.size(file));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
