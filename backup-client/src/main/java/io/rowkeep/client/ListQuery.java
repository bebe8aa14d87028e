package io.rowkeep.client;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A list, newest first, narrowed down and then read. For one thread.
 *
 * @param <T> what is listed
 * @param <Q> the query itself
 */
public abstract sealed class ListQuery<T, Q extends ListQuery<T, Q>> permits JobQuery, BackupQuery {

    private static final int PAGE = 100;

    private final Connection connection;
    private final String list;
    private final Class<T> type;
    private final Map<String, String> filter = new TreeMap<>();

    ListQuery(Connection connection, String list, Class<T> type) {
        this.connection = connection;
        this.list = list;
        this.type = type;
    }

    abstract Q self();

    /** Only those of this source. */
    public Q source(String source) {
        return with("source", source);
    }

    /** Only those of datasets of this name. */
    public Q dataset(String dataset) {
        return with("dataset", dataset);
    }

    /** All of them; pages are fetched while the stream is read. */
    public Stream<T> stream() {
        return Pages.stream(cursor -> {
            Address address = Address.of(list).with("limit", PAGE).with("cursor", cursor);
            filter.forEach(address::with);
            return connection.send(Call.get(address)).pageOf(type);
        });
    }

    /** The newest so many. */
    public List<T> newest(int count) {
        return stream().limit(count).toList();
    }

    Q with(String parameter, String value) {
        filter.put(parameter, value);
        return self();
    }
}
