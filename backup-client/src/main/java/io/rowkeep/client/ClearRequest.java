package io.rowkeep.client;

import java.util.Collection;
import java.util.List;

/** A request to empty tables, but for rows under keep rules; needs tables and a confirmation. */
public final class ClearRequest extends ChangeRequest<ClearRequest> {

    ClearRequest(Connection connection, String source, String dataset) {
        super(connection, Address.of("clears"));
        with("source", source).with("dataset", dataset);
    }

    @Override
    ClearRequest self() {
        return this;
    }

    /** These tables of the dataset, {@code schema.name}. */
    public ClearRequest tables(String... tables) {
        return tables(List.of(tables));
    }

    /** These tables of the dataset, {@code schema.name}. */
    public ClearRequest tables(Collection<String> tables) {
        return withTables(tables);
    }

    /** All tables of the dataset. */
    public ClearRequest allTables() {
        return with("tables", "all");
    }

    /** The dataset's name once more, as a person typed it; refused unless it is the same. */
    public ClearRequest confirm(String dataset) {
        return with("confirm", dataset);
    }

    /** Tables of the dataset that refer to the named ones are emptied too, instead of being a reason to refuse. */
    public ClearRequest dependents() {
        return with("dependents", true);
    }

    /**
     * What it would do, without changing or locking anything: {@code statistics().tables()} with changes and kept rows, and
     * {@code statistics().refused()}. The request can be started afterwards. Waits up to five minutes.
     *
     * @throws RowkeepException when the request itself is wrong
     * @throws JobFailedException when the preview could not be made
     */
    public Job preview() {
        return dryRun();
    }

    @Override
    void requireComplete() {
        if (!body.containsKey("tables")) {
            throw new IllegalStateException("A clear says which tables: call tables(...) or allTables()");
        }
    }
}
