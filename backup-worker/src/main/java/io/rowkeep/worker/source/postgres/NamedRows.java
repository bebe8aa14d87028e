package io.rowkeep.worker.source.postgres;

import static io.rowkeep.failure.ErrorCode.ROW_KEY_INVALID;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorType;
import io.rowkeep.job.RowDecision;
import io.rowkeep.job.Side;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows that somebody has named by their keys, in a temporary table, with what was decided about each. The server reads the values of
 * the keys as it reads those of the table itself. In its statements {@code c} is such a row.
 */
final class NamedRows {

    private static final String TAKE = "rowkeep_take";
    private static final String FIELDS = "rowkeep_fields";
    private static final String NULL = "\\N";

    private final PostgresConnection connection;
    private final TargetRelation table;
    private final KeyIdentity identity;
    private final String name;

    private NamedRows(PostgresConnection connection, TargetRelation table, KeyIdentity identity, String prefix) {
        this.connection = connection;
        this.table = table;
        this.identity = identity;
        this.name = prefix + table.relation().oid();
        connection.execute(
                "create temp table %s on commit drop as select %s, null::pg_catalog.text as %s, null::pg_catalog.int4[] as %s from %s t with no data"
                        .formatted(
                                name,
                                SqlLists.of(identity.names(), column -> "t." + column),
                                TAKE,
                                FIELDS,
                                table.sql()));
    }

    /**
     * Rows that were chosen.
     *
     * @return empty when none was
     * @throws BackupException with {@code ROW_KEY_INVALID} for what is no key of the table
     */
    static Optional<NamedRows> of(
            PostgresConnection connection, TargetRelation table, KeyIdentity identity, List<Map<String, String>> keys) {
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        NamedRows rows = new NamedRows(connection, table, identity, "rowkeep_chosen_");
        rows.fill(keys.stream().map(key -> rows.line(key, NULL, NULL)).toList());
        return Optional.of(rows);
    }

    /**
     * Rows about which somebody has decided.
     *
     * @return empty when there are none
     * @throws BackupException with {@code ROW_KEY_INVALID} for what is no key or column of the table
     */
    static Optional<NamedRows> decided(
            PostgresConnection connection, TargetRelation table, KeyIdentity identity, List<RowDecision> decisions) {
        if (decisions.isEmpty()) {
            return Optional.empty();
        }
        NamedRows rows = new NamedRows(connection, table, identity, "rowkeep_decided_");
        rows.fill(decisions.stream().map(rows::line).toList());
        return Optional.of(rows);
    }

    private String line(RowDecision decision) {
        Side side = decision.take();
        return line(decision.key(), side == null ? NULL : side.id(), fields(decision.key(), decision.fields()));
    }

    /** The places of the fields that are taken from the backup, as an array of the server. */
    private String fields(Map<String, String> key, @Nullable Map<String, Side> fields) {
        if (fields == null) {
            return NULL;
        }
        List<String> columns = table.columns();
        fields.keySet().stream()
                .filter(field -> !columns.contains(field))
                .findFirst()
                .ifPresent(field -> {
                    throw invalid(
                            "The decision about the row %s of table %s is about a field %s, which is no column that a row stores"
                                    .formatted(key, table.name(), field));
                });
        return fields.entrySet().stream()
                .filter(field -> field.getValue() == Side.BACKUP)
                .map(field -> String.valueOf(columns.indexOf(field.getKey())))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String line(Map<String, String> key, String take, String fields) {
        List<String> names = identity.names();
        if (!key.keySet().equals(Set.copyOf(names)) || key.values().stream().anyMatch(Objects::isNull)) {
            throw invalid("%s names no row of table %s, whose primary key is %s"
                    .formatted(key, table.name(), identity.key().names()));
        }
        String values = names.stream().map(key::get).map(NamedRows::escape).collect(Collectors.joining("\t"));
        return "%s\t%s\t%s\n".formatted(values, take, fields);
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private void fill(List<String> lines) {
        List<String> columns = new ArrayList<>(identity.names());
        columns.add(TAKE);
        columns.add(FIELDS);
        try {
            new CopyIntoTable(connection).copy(table.name(), sql(), columns, sink -> {
                for (String line : lines) {
                    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                    sink.write(bytes, 0, bytes.length);
                }
            });
        } catch (BackupException e) {
            if (e.type() == ErrorType.TRANSIENT) {
                throw e;
            }
            throw new BackupException(
                    ROW_KEY_INVALID,
                    "A row of table %s is named by a key that the server cannot read: %s"
                            .formatted(
                                    table.name(),
                                    String.valueOf(e.getMessage())
                                            .replace(name, table.name().name())),
                    e);
        }
        connection.execute("analyze " + sql());
    }

    /**
     * Passes when the backup has every row that is named, or had it and it gave way to a kept one.
     *
     * @throws BackupException with {@code ROW_KEY_INVALID}
     */
    void requireIn(StagedTable staged, KeptPlaces kept) {
        refuse(
                "not exists (select from %s s where %s) and not exists (select from %s t where %s and %s)"
                        .formatted(
                                staged.sql(),
                                identity.same("s", "c"),
                                table.sql(),
                                kept.has(table, "t"),
                                identity.same("t", "c")),
                "The backup has no row %s of table %s, which was named");
    }

    /**
     * Passes when no row is named twice, however its key is spelled.
     *
     * @throws BackupException with {@code ROW_KEY_INVALID}
     */
    void requireOnce() {
        refuse(
                "exists (select from %s o where o.ctid <> c.ctid and %s)".formatted(sql(), identity.same("o", "c")),
                "There is more than one decision about the row %s of table %s");
    }

    /** Applies what was decided about whole rows, and takes back what the policy says of the others. */
    void decide(String differences, StagedTable staged) {
        refuse(
                "%s and exists (select from %s d join %s s on s.ctid = d.backup where d.old is null and %s)"
                        .formatted(byField("c"), differences, staged.sql(), identity.same("s", "c")),
                "There is a decision field by field about the row %s, which table %s does not have");
        connection.execute(
                "update %s d set new = d.backup, applied = coalesce(c.%s = '%s', false), undecided = false from %s s, %s c where s.ctid = d.backup and %s"
                        .formatted(differences, TAKE, Side.BACKUP.id(), staged.sql(), sql(), identity.same("c", "s")));
    }

    private void refuse(String condition, String sentence) {
        identity.first(connection, sql(), "c", condition).ifPresent(row -> {
            throw invalid(sentence.formatted(row, table.name()));
        });
    }

    /** Whether a row is named, as a condition. */
    String has(String row) {
        return "exists (select from %s c where %s)".formatted(sql(), identity.same("c", row));
    }

    /** Whether a row was decided about field by field. */
    static String byField(String row) {
        return "%s.%s is not null".formatted(row, FIELDS);
    }

    /** Whether the field at a place among the table's columns is taken from the backup. */
    static String takes(String row, int column) {
        return "%d = any (%s.%s)".formatted(column, row, FIELDS);
    }

    /** As it stands in a statement. */
    String sql() {
        return "pg_temp." + name;
    }

    private static BackupException invalid(String sentence) {
        return new BackupException(ROW_KEY_INVALID, sentence);
    }
}
