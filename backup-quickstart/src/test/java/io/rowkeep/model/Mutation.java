package io.rowkeep.model;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What applications do to random tables: insert, update and delete whatever the database allows. */
final class Mutation {

    private static final int IDS = 40;

    private final Connection database;
    private final ModelSchema schema;
    private final Random random;

    Mutation(Connection database, ModelSchema schema, Random random) {
        this.database = database;
        this.schema = schema;
        this.random = random;
    }

    /** Fills new tables, then adds their foreign keys. */
    void fill() throws SQLException {
        run(schema.tables());
        for (int table = 0; table < ModelSchema.TABLES; table++) {
            for (int id = 1; id <= IDS / 2; id++) {
                run(insert(table, id, IDS / 2));
            }
        }
        run(schema.keys());
    }

    /** Changes some rows of every table; what the database refuses does not happen. */
    void some() throws SQLException {
        for (int table = 0; table < ModelSchema.TABLES; table++) {
            for (int i = 0; i < 6; i++) {
                tryToRun(statement(table, 1 + random.nextInt(IDS)));
            }
        }
    }

    private String statement(int table, int id) {
        String name = ModelSchema.name(table);
        return switch (random.nextInt(4)) {
            case 0, 1 -> insert(table, id, IDS);
            case 2 ->
                "update %s set text = text || '.%d', keep = %s where id = %d"
                        .formatted(name, random.nextInt(100), keep(), id);
            default -> "delete from %s where id = %d".formatted(name, id);
        };
    }

    private String insert(int table, int id, int mostId) {
        List<String> values = new ArrayList<>(List.of(
                String.valueOf(id), keep(), "'%s %d'".formatted(ModelSchema.name(table), random.nextInt(1000))));
        schema.of(table)
                .forEach(
                        key -> values.add(random.nextInt(5) < 2 ? "null" : String.valueOf(1 + random.nextInt(mostId))));
        return "insert into %s values (%s)".formatted(ModelSchema.name(table), String.join(", ", values));
    }

    private String keep() {
        return switch (random.nextInt(8)) {
            case 0 -> "true";
            case 1, 2 -> "null";
            default -> "false";
        };
    }

    private void tryToRun(String sql) {
        try {
            run(sql);
        } catch (SQLException e) {
            // A key that is taken, a reference to nothing: applications are refused that too.
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
