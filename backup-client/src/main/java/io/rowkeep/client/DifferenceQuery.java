package io.rowkeep.client;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The differences that the preview of a restore found, narrowed down and then read. For one thread. */
public final class DifferenceQuery {

    private static final int PAGE = 500;

    private final Connection connection;
    private final String jobId;
    private final Map<String, String> filter = new TreeMap<>();

    DifferenceQuery(Connection connection, String jobId) {
        this.connection = connection;
        this.jobId = jobId;
    }

    /** Only those of this table, {@code schema.name} in the target. */
    public DifferenceQuery table(String table) {
        filter.put("table", table);
        return this;
    }

    /** Only those of this kind, as {@code conflict}. */
    public DifferenceQuery kind(String kind) {
        filter.put("kind", kind);
        return this;
    }

    /**
     * All of them, table by table, in order of the key; pages are fetched while the stream is read.
     *
     * @throws RowkeepException while it is read, with {@code NO_DIFFERENCES} when the job is no preview that succeeded, or its list is
     *     not kept any more
     */
    public Stream<Difference> stream() {
        return Pages.stream(cursor -> {
            Address address =
                    Address.of("jobs", jobId, "differences").with("limit", PAGE).with("cursor", cursor);
            filter.forEach(address::with);
            return connection.send(Call.get(address)).pageOf(Difference.class);
        });
    }
}
