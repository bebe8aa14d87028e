package io.rowkeep.judge;

import io.rowkeep.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a database holds by somebody else's word: pg_dump's, or that of COPY where the installed pg_dump is too old for the server.
 *
 * @param tables the rows of each table, in an order that does not depend on where they lie
 * @param sequences where each stands
 */
public record Dump(Map<String, List<String>> tables, List<String> sequences) {

    private static final String KEY = """
            select string_agg(format('%%I', attname), ', ' order by attnum) from pg_index i
            join pg_attribute a on a.attrelid = i.indexrelid where i.indrelid = '%s'::regclass and i.indisprimary
            """;

    /** Everything, read as a superuser. */
    public static Dump of(TestDatabase database, int version) {
        return version <= clientVersion() ? dumped(database) : copied(database);
    }

    /** Everything by COPY, read as a superuser: for comparing servers of two versions. */
    public static Dump copied(TestDatabase database) {
        Map<String, List<String>> tables = new TreeMap<>();
        try (Connection connection = Printed.connect(database.dataSource())) {
            for (Catalogue.Table table : Catalogue.tables(database.dataSource()).values()) {
                String key = Sql.rows(connection, KEY.formatted(table.sql().replace("'", "''")))
                        .get(0)
                        .get(0);
                List<String> rows = new ArrayList<>();
                Printed.copy(
                        connection,
                        "select * from %s t order by %s"
                                .formatted(table.rows(), key == null ? "t::text collate pg_catalog.\"C\"" : key),
                        rows::add);
                tables.put(table.name(), rows);
            }
            return new Dump(tables, sequences(connection));
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("The database cannot be read", e);
        }
    }

    /** Where the rows of the two are not the same: a line for each table, with its first difference. */
    public List<String> differencesFrom(Dump other) {
        TreeSet<String> names = new TreeSet<>(tables.keySet());
        names.addAll(other.tables.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            List<String> here = tables.getOrDefault(name, List.of());
            List<String> there = other.tables.getOrDefault(name, List.of());
            if (!here.equals(there)) {
                differences.add("%s: %d rows, were %d; only here %s, only there %s"
                        .formatted(name, here.size(), there.size(), first(here, there), first(there, here)));
            }
        }
        return differences;
    }

    /** Short: an assertion that prints a whole database helps nobody. */
    @Override
    public String toString() {
        return "Dump of %d tables".formatted(tables.size());
    }

    private static List<String> first(List<String> rows, List<String> without) {
        List<String> rest = new ArrayList<>(rows);
        without.forEach(rest::remove);
        return rest.stream()
                .limit(1)
                .map(row -> row.substring(0, Math.min(row.length(), 200)))
                .toList();
    }

    private static List<String> sequences(Connection connection) throws SQLException {
        List<String> states = new ArrayList<>();
        String names =
                "select pg_catalog.format('%I.%I', schemaname, sequencename) from pg_catalog.pg_sequences where schemaname <> 'rowkeep' order by 1";
        for (List<String> name : Sql.rows(connection, names)) {
            states.add(name.get(0)
                    + Sql.rows(connection, "select last_value, is_called from " + name.get(0))
                            .get(0));
        }
        return states;
    }

    private static Dump dumped(TestDatabase database) {
        try {
            ProcessBuilder builder = new ProcessBuilder(
                            "pg_dump",
                            "--data-only",
                            "--exclude-schema=rowkeep",
                            "--username=" + database.username(),
                            "--dbname=" + database.url().substring("jdbc:".length()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("PGPASSWORD", database.password());
            Process process = builder.start();
            Dump dump = read(process.inputReader(StandardCharsets.ISO_8859_1));
            if (process.waitFor() != 0) {
                throw new IllegalStateException("pg_dump ended with " + process.exitValue());
            }
            return dump;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("pg_dump cannot be run", e);
        }
    }

    private static Dump read(BufferedReader output) throws IOException {
        Map<String, List<String>> tables = new TreeMap<>();
        List<String> sequences = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("COPY ") && line.endsWith(" FROM stdin;")) {
                tables.put(line, rows(output));
            } else if (line.startsWith("SELECT pg_catalog.setval")) {
                sequences.add(line);
            }
        }
        Collections.sort(sequences);
        return new Dump(tables, sequences);
    }

    private static List<String> rows(BufferedReader output) throws IOException {
        List<String> rows = new ArrayList<>();
        for (String line = output.readLine(); line != null && !line.equals("\\."); line = output.readLine()) {
            rows.add(line);
        }
        Collections.sort(rows);
        return rows;
    }

    private static int clientVersion() {
        try {
            Process process = new ProcessBuilder("pg_dump", "--version").start();
            try (BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                return Integer.parseInt(output.readLine().replaceFirst("^\\D*(\\d+).*", "$1"));
            }
        } catch (IOException e) {
            throw new IllegalStateException("pg_dump is not installed", e);
        }
    }
}
