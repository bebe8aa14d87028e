package io.rowkeep.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request for a restore; say {@link #replace}, {@link #merge} or {@link #system} first, since nothing else is taken for granted. */
public final class RestoreRequest extends ChangeRequest<RestoreRequest> {

    private final Map<String, String> target = new LinkedHashMap<>();
    private final List<Map<String, Object>> keys = new ArrayList<>();
    private final List<Map<String, Object>> decisions = new ArrayList<>();

    RestoreRequest(Connection connection, String backupId) {
        super(connection, Address.of("backups", backupId, "restores"));
    }

    @Override
    RestoreRequest self() {
        return this;
    }

    /** What is in the tables now gives way to what is in the backup, but for rows under keep rules. */
    public RestoreRequest replace() {
        return with("mode", "replace");
    }

    /** The rows of the backup come into the tables, and no row goes. */
    public RestoreRequest merge() {
        return with("mode", "merge");
    }

    /**
     * A whole database and the application's files come back into nothing, out of a system backup: only the source can be chosen.
     *
     * @param confirm the name of the source whose empty database is filled
     */
    public RestoreRequest system(String confirm) {
        return with("mode", "system").with("confirm", confirm);
    }

    /** Only these tables of the backup, {@code schema.name}. */
    public RestoreRequest tables(String... tables) {
        return tables(List.of(tables));
    }

    /** Only these tables of the backup, {@code schema.name}. */
    public RestoreRequest tables(Collection<String> tables) {
        return withTables(tables);
    }

    /** Into tables of another source. */
    public RestoreRequest intoSource(String source) {
        target.put("source", source);
        return with("target", target);
    }

    /** Into tables of the same names in another schema. */
    public RestoreRequest intoSchema(String schema) {
        target.put("schema", schema);
        return with("target", target);
    }

    /** Columns that are gone are left out, and new ones get their defaults, instead of being a reason to refuse. */
    public RestoreRequest lenient() {
        return with("drift", "lenient");
    }

    /** The tables' own triggers run, as for everybody else. */
    public RestoreRequest runTriggers() {
        return with("triggers", "run");
    }

    /** Of a merge: {@code backup_wins}, {@code current_wins}, {@code merge_fields} or {@code manual}; the first when left out. */
    public RestoreRequest conflictPolicy(String policy) {
        return with("conflictPolicy", policy);
    }

    /** Of a merge: rows that are not older than the backup's stay, whatever the policy. */
    public RestoreRequest preserveNewer() {
        return with("preserveNewer", true);
    }

    /** Of a merge: an earlier backup that both sides come from, which tells which of them changed a row. */
    public RestoreRequest base(String backupId) {
        return with("base", backupId);
    }

    /**
     * Of a merge: only this row; called again, this one too.
     *
     * @param table {@code schema.name} in the target
     * @param key every column of the primary key with its value: a string, a number or a boolean
     */
    public RestoreRequest row(String table, Map<String, ?> key) {
        keys.add(row(table, key, Map.of()));
        return with("keys", keys);
    }

    /**
     * Of a merge with policy {@code manual}: whose row this is to be.
     *
     * @param take {@code backup} or {@code current}
     */
    public RestoreRequest decide(String table, Map<String, ?> key, String take) {
        decisions.add(row(table, key, Map.of("take", take)));
        return with("decisions", decisions);
    }

    /**
     * The same field by field; columns that are not named stay as they are.
     *
     * @param fields {@code backup} or {@code current} for each column
     */
    public RestoreRequest decideFields(String table, Map<String, ?> key, Map<String, String> fields) {
        decisions.add(row(table, key, Map.of("fields", Map.copyOf(fields))));
        return with("decisions", decisions);
    }

    /**
     * What it would do, without changing or locking anything: {@code statistics().tables()} with changes and differences, and
     * {@code statistics().refused()}; {@link Rowkeep#differences} lists them one by one. The request can be started afterwards. Waits
     * up to five minutes.
     *
     * @throws RowkeepException when the request itself is wrong
     * @throws JobFailedException when the preview could not be made
     */
    public Job preview() {
        return dryRun();
    }

    /** Only if the differences are still those that this preview found; it fails with {@code PREVIEW_STALE} otherwise. */
    public RestoreRequest asPreviewed(String previewJobId) {
        return with("preview", previewJobId);
    }

    @Override
    void requireComplete() {
        if (!body.containsKey("mode")) {
            throw new IllegalStateException(
                    "A restore says what becomes of the rows that are there: call replace(), merge() or system()");
        }
    }

    private static Map<String, Object> row(String table, Map<String, ?> key, Map<String, Object> more) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("table", table);
        row.put("key", Map.copyOf(key));
        row.putAll(more);
        return row;
    }
}
