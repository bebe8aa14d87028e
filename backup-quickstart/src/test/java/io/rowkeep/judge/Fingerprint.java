package io.rowkeep.judge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * What is in a database: every row of every table as the server prints it, and where the sequences stand. Read as a superuser,
 * because row security hides rows from others.
 *
 * @param tables the rows of each table, sorted; a wide row is cut and ends with its digest
 * @param sequences what each sequence would give next
 */
public record Fingerprint(Map<String, List<String>> tables, Map<String, Sequence> sequences) {

    private static final int WIDE = 120;
    private static final String SEQUENCES = """
            select format('%I.%I', schemaname, sequencename), increment_by, cycle from pg_sequences where schemaname <> 'rowkeep' order by 1
            """;

    /** Where a sequence stands; one that cycles is never behind. */
    public record Sequence(long next, long increment, boolean cycles) {

        boolean isBehind(Sequence other) {
            return !cycles && (increment > 0 ? next < other.next : next > other.next);
        }
    }

    /** Reads everything in one transaction. */
    public static Fingerprint of(DataSource database) {
        Map<String, Catalogue.Table> found = Catalogue.tables(database);
        try (Connection connection = Printed.connect(database)) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            Map<String, List<String>> tables = new TreeMap<>();
            for (Catalogue.Table table : found.values()) {
                tables.put(table.name(), rows(connection, table));
            }
            return new Fingerprint(tables, sequences(connection));
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("The database cannot be read", e);
        }
    }

    /** Only these tables, with all sequences. */
    public Fingerprint only(Collection<String> names) {
        return new Fingerprint(
                tables.entrySet().stream()
                        .filter(table -> names.contains(table.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new)),
                sequences);
    }

    /** What is not as it was: one line for each difference, few lines for each table; empty when everything is. */
    public List<String> differencesFrom(Fingerprint before) {
        List<String> differences = new ArrayList<>();
        before.tables.forEach((name, rows) -> {
            List<String> now = tables.getOrDefault(name, List.of("no such table"));
            if (!now.equals(rows)) {
                differences.add("%s: %d rows, were %d".formatted(name, now.size(), rows.size()));
                differences.addAll(few("  + ", now, rows));
                differences.addAll(few("  - ", rows, now));
            }
        });
        before.sequences.forEach((name, sequence) -> {
            Sequence now = sequences.get(name);
            if (now == null || now.isBehind(sequence)) {
                differences.add("sequence %s: %s, was %s".formatted(name, now, sequence));
            }
        });
        return differences;
    }

    /** Short: an assertion that prints a whole database helps nobody. */
    @Override
    public String toString() {
        return "Fingerprint of %d tables and %d sequences".formatted(tables.size(), sequences.size());
    }

    private static List<String> few(String sign, List<String> rows, List<String> without) {
        List<String> rest = new ArrayList<>(rows);
        without.forEach(rest::remove);
        return rest.stream().limit(3).map(row -> sign + row).toList();
    }

    private static List<String> rows(Connection connection, Catalogue.Table table) throws SQLException, IOException {
        List<String> rows = new ArrayList<>();
        Printed.lines(connection, table, table.columns(), line -> rows.add(shorten(line)));
        Collections.sort(rows);
        return rows;
    }

    private static Map<String, Sequence> sequences(Connection connection) throws SQLException {
        Map<String, Sequence> sequences = new TreeMap<>();
        for (List<String> row : Sql.rows(connection, SEQUENCES)) {
            List<String> state = Sql.rows(
                            connection, "select last_value, case when is_called then 1 else 0 end from " + row.get(0))
                    .get(0);
            long increment = Long.parseLong(row.get(1));
            long next = Long.parseLong(state.get(0)) + Long.parseLong(state.get(1)) * increment;
            sequences.put(row.get(0), new Sequence(next, increment, row.get(2).equals("t")));
        }
        return sequences;
    }

    private static String shorten(String row) {
        if (row.length() <= WIDE) {
            return row;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(row.getBytes(StandardCharsets.UTF_8));
            return row.substring(0, WIDE) + "… " + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
