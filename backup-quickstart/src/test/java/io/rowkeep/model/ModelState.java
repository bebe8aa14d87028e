package io.rowkeep.model;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of all tables at one moment, by table and id. */
record ModelState(List<Map<Integer, ModelRow>> tables) {

    static ModelState empty() {
        List<Map<Integer, ModelRow>> tables = new ArrayList<>();
        for (int table = 0; table < ModelSchema.TABLES; table++) {
            tables.add(new TreeMap<>());
        }
        return new ModelState(tables);
    }

    Map<Integer, ModelRow> of(int table) {
        return tables.get(table);
    }

    ModelState copy() {
        ModelState copy = empty();
        for (int table = 0; table < ModelSchema.TABLES; table++) {
            copy.of(table).putAll(of(table));
        }
        return copy;
    }

    static ModelState read(Connection database, ModelSchema schema) throws SQLException {
        ModelState state = empty();
        for (int table = 0; table < ModelSchema.TABLES; table++) {
            try (Statement statement = database.createStatement();
                    ResultSet rows = statement.executeQuery("select * from " + ModelSchema.name(table))) {
                while (rows.next()) {
                    List<@Nullable Integer> references = new ArrayList<>();
                    for (ModelSchema.Reference key : schema.of(table)) {
                        references.add(rows.getObject("r" + key.column(), Integer.class));
                    }
                    int id = rows.getInt("id");
                    state.of(table)
                            .put(
                                    id,
                                    new ModelRow(
                                            id,
                                            rows.getObject("keep", Boolean.class),
                                            rows.getString("text"),
                                            references));
                }
            }
        }
        return state;
    }
}
