package io.rowkeep.worker.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What applications do to random tables of one schema: insert, update, swap and delete whatever the database allows. */
final class RandomRows {

    private static final List<String> TIMES = List.of(
            "2020-01-01 00:00:00+00",
            "2020-01-01 00:00:00.5+00",
            "2021-01-01 00:00:00+00",
            "2022-01-01 00:00:00+00",
            "infinity");

    private final Connection database;
    private final ModelSchema schema;
    private final String namespace;
    private final Random random;

    /** @param database prints as our sessions do: in UTC */
    RandomRows(Connection database, ModelSchema schema, String namespace, Random random) {
        this.database = database;
        this.schema = schema;
        this.namespace = namespace;
        this.random = random;
    }

    /** Fills new tables; more than once around, so that rows can refer to those that came later. */
    void fill() throws SQLException {
        for (ModelTable table : schema.tables()) {
            for (int i = 0; i < 14; i++) {
                tryToRun(insert(table));
            }
        }
        some();
    }

    /** Changes some rows of every table; what the database refuses does not happen. */
    void some() throws SQLException {
        for (ModelTable table : schema.tables()) {
            for (int i = 0; i < 5; i++) {
                change(table);
            }
        }
    }

    /** What the tables hold. */
    ModelState read() throws SQLException {
        ModelState state = ModelState.empty(schema);
        for (ModelTable table : schema.tables()) {
            rows(table).forEach(row -> state.of(table).put(table.key(row), row));
        }
        return state;
    }

    String namespace() {
        return namespace;
    }

    /** Fails naming every row that is not as it should be after a job. */
    void requireSame(ModelState expected, Object job) throws SQLException {
        assertThat(expected.differencesTo(read())).as("%s", job).isEmpty();
    }

    private void change(ModelTable table) throws SQLException {
        List<ModelRow> rows = rows(table);
        int choice = rows.size() < 2 ? 0 : random.nextInt(12);
        if (choice < 4) {
            tryToRun(insert(table));
            return;
        }
        ModelRow row = any(rows);
        if (choice < 6) {
            tryToRun("delete from %s where %s".formatted(name(table), is(table, row)));
        } else if (choice < 8 && !table.keys().isEmpty()) {
            swap(table, any(table.keys()).columns().getFirst(), row, any(rows));
        } else {
            Map<String, @Nullable String> values =
                    new LinkedHashMap<>(values(table).values());
            values.keySet()
                    .removeIf(column -> random.nextInt(3) > 0
                            || (choice > 8 && table.primaryKey().contains(column)));
            if (!table.identity().isEmpty()) {
                values.remove("id");
            }
            update(table, row, values);
        }
    }

    private void swap(ModelTable table, String column, ModelRow one, ModelRow other) throws SQLException {
        tryToRun(
                "begin; update %1$s set %2$s = null where %3$s; update %1$s set %2$s = %4$s where %5$s; update %1$s set %2$s = %6$s where %3$s; commit"
                        .formatted(
                                name(table),
                                column,
                                is(table, one),
                                literal(table, column, one.get(column)),
                                is(table, other),
                                literal(table, column, other.get(column))));
    }

    private void update(ModelTable table, ModelRow row, Map<String, @Nullable String> values) throws SQLException {
        if (!values.isEmpty()) {
            String list = values.entrySet().stream()
                    .map(value -> value.getKey() + " = " + literal(table, value.getKey(), value.getValue()))
                    .collect(Collectors.joining(", "));
            tryToRun("update %s set %s where %s".formatted(name(table), list, is(table, row)));
        }
    }

    private String insert(ModelTable table) throws SQLException {
        ModelRow row = values(table);
        List<String> names = List.copyOf(row.values().keySet());
        return "insert into %s (%s) overriding system value values (%s)"
                .formatted(
                        name(table),
                        String.join(", ", names),
                        names.stream()
                                .map(column -> literal(table, column, row.get(column)))
                                .collect(Collectors.joining(", ")));
    }

    /** A row of random values; what it refers to is there at this moment. */
    private ModelRow values(ModelTable table) throws SQLException {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        for (ModelColumn column : table.columns()) {
            boolean required = table.primaryKey().contains(column.name());
            values.put(column.name(), !required && random.nextInt(4) == 0 ? null : value(column));
        }
        if (values.containsKey(ModelTable.KEEP)) {
            values.put(ModelTable.KEEP, random.nextInt(6) == 0 ? "true" : random.nextBoolean() ? "false" : null);
        }
        for (ModelReference key : schema.from(table)) {
            List<ModelRow> rows = rows(key.to());
            @Nullable ModelRow referred = rows.isEmpty() || random.nextInt(3) == 0 ? null : any(rows);
            for (int i = 0; i < key.columns().size(); i++) {
                values.put(
                        key.columns().get(i),
                        referred == null ? null : referred.get(key.referred().get(i)));
            }
        }
        return new ModelRow(values);
    }

    private String value(ModelColumn column) {
        return column.name().equals(ModelTable.UPDATED_AT)
                ? any(TIMES)
                : column.type().any(random);
    }

    private List<ModelRow> rows(ModelTable table) throws SQLException {
        List<ModelRow> found = new ArrayList<>();
        String list =
                table.columns().stream().map(column -> column.name() + "::text").collect(Collectors.joining(", "));
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select %s from %s order by %s"
                        .formatted(list, name(table), String.join(", ", table.primaryKey())))) {
            while (rows.next()) {
                Map<String, @Nullable String> values = new LinkedHashMap<>();
                for (int i = 0; i < table.columns().size(); i++) {
                    values.put(table.columns().get(i).name(), rows.getString(i + 1));
                }
                found.add(new ModelRow(values));
            }
        }
        return found;
    }

    private String is(ModelTable table, ModelRow row) {
        return table.primaryKey().stream()
                .map(column -> column + " = " + literal(table, column, row.get(column)))
                .collect(Collectors.joining(" and "));
    }

    private String name(ModelTable table) {
        return namespace + "." + table.name();
    }

    private static String literal(ModelTable table, String column, @Nullable String value) {
        return value == null ? "null" : table.type(column).literal(value);
    }

    private void tryToRun(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            // A key that is taken, a reference to nothing: applications are refused that too.
            try (Statement statement = database.createStatement()) {
                statement.execute("rollback");
            }
        }
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
