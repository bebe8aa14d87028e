package io.rowkeep.worker.source.postgres;

import io.rowkeep.artifact.ImageColumns;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.source.RowStream;
import io.rowkeep.worker.source.SourceTable;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What the rows of a table were that a change touches, in a temporary table. In its statements {@code b} is such a row, absent ones
 * among them, and {@code t} the table's.
 */
final class BeforeImages {

    /** An image has two columns more than its row, and the server gives no table more than 1600. */
    private static final int MOST_COLUMNS = 1598;

    private final PostgresConnection connection;
    private final TargetRelation table;
    private final UniqueKey key;
    private final String name;

    private BeforeImages(PostgresConnection connection, TargetRelation table) {
        this.connection = connection;
        this.table = table;
        this.key = table.primaryKey();
        this.name = "rowkeep_before_" + table.relation().oid();
    }

    /**
     * Remembers the rows that are about to change.
     *
     * @param table with all its columns, even when the change is about some of them
     */
    static BeforeImages remember(PostgresConnection connection, TargetRelation table, PlannedRows planned) {
        if (table.columns().size() > MOST_COLUMNS) {
            throw new BackupException(
                    ErrorCode.UNSUPPORTED,
                    "Table %s has %d columns, and what its rows were can be saved of %d at most: merge it with \"safetyBackup\": false, or replace it"
                            .formatted(table.name(), table.columns().size(), MOST_COLUMNS));
        }
        BeforeImages images = new BeforeImages(connection, table);
        // By outer joins: they alone make a NULL of a type that has none.
        connection.execute("create temp table %s on commit drop as select d.old is null as %s, %s from %s"
                .formatted(
                        images.name,
                        ImageColumns.ABSENT,
                        images.columns(column -> images.isKey(column)
                                ? "coalesce(t.%1$s, s.%1$s) as %1$s".formatted(Quoted.name(column))
                                : "t." + Quoted.name(column)),
                        planned.pairs()));
        connection.execute("analyze " + images.sql());
        return images;
    }

    /** What an image holds. */
    SourceTable described() {
        SourceTable described = table.table();
        return new SourceTable(
                described.name(),
                ImageColumns.of(described.columns()),
                described.generated(),
                described.primaryKey(),
                described.lineFormat(),
                described.estimatedBytes());
    }

    /** The images, now that the rows have changed, in order of the key. What was not there and is not there is no image. */
    RowStream read(int maxRowBytes) {
        List<String> domains = domains();
        String query =
                "select b.%s, %s, %s from %s b left join %s t on %s where not b.%s or t.ctid is not null order by %s"
                        .formatted(
                                ImageColumns.ABSENT,
                                now(table),
                                // A domain may refuse the NULL of an absent row when the image is staged.
                                columns(column -> domains.contains(column) && !isKey(column)
                                        ? "case when b.%1$s then t.%2$s else b.%2$s end"
                                                .formatted(ImageColumns.ABSENT, Quoted.name(column))
                                        : "b." + Quoted.name(column)),
                                sql(),
                                table.sql(),
                                key.same("t", "b"),
                                ImageColumns.ABSENT,
                                key.columns().stream()
                                        .map(column -> "b." + Quoted.name(column.name()))
                                        .collect(Collectors.joining(", ")));
        return CopiedRows.ofQuery(connection, described(), query, maxRowBytes);
    }

    /** What an image says that row {@code t} is after a change; nothing where there is none. */
    static String now(TargetRelation table) {
        return "case when t.ctid is not null then pg_catalog.encode(%s, 'hex') end"
                .formatted(SqlLists.digest(table.columns(), "t"));
    }

    private String sql() {
        return "pg_temp." + name;
    }

    private boolean isKey(String column) {
        return key.columns().stream().anyMatch(part -> part.name().equals(column));
    }

    private String columns(UnaryOperator<String> form) {
        return table.columns().stream().map(form).collect(Collectors.joining(", "));
    }

    private List<String> domains() {
        return connection.query("""
                select a.attname
                from pg_catalog.pg_attribute a
                join pg_catalog.pg_type y on y.oid = a.atttypid
                where a.attrelid = ?::int8::oid and a.attnum > 0 and not a.attisdropped and y.typtype = 'd'
                """, row -> row.getString(1), table.relation().oid());
    }
}
