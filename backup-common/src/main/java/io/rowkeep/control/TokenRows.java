package io.rowkeep.control;

import io.rowkeep.dataset.SourceName;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads rows of the token table. */
final class TokenRows {

    private TokenRows() {}

    static TokenRecord read(ResultSet row, int number) throws SQLException {
        return new TokenRecord(
                Columns.uuid(row, "id"),
                row.getString("name"),
                Role.parse(row.getString("role")),
                sources(row),
                Columns.instant(row, "created_at"),
                row.getString("created_by"),
                Columns.optionalInstant(row, "last_used_at"));
    }

    private static @Nullable Set<SourceName> sources(ResultSet row) throws SQLException {
        Array sources = row.getArray("sources");
        return sources == null
                ? null
                : Arrays.stream((String[]) sources.getArray())
                        .map(SourceName::new)
                        .collect(Collectors.toUnmodifiableSet());
    }
}
