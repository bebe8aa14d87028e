package io.rowkeep.client;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Walks through the items of a list, fetching page after page. For one thread. */
final class Pages<T> implements Iterator<T> {

    /** Fetches a page: the first for null. */
    interface Source<T> {
        Page<T> page(@Nullable String cursor);
    }

    private final Source<T> source;
    private @Nullable Page<T> page;
    private int position;

    /** All items; pages are fetched while the stream is read. */
    static <T> Stream<T> stream(Source<T> source) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new Pages<>(source), Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    private Pages(Source<T> source) {
        this.source = source;
    }

    @Override
    public boolean hasNext() {
        Page<T> current = page == null ? turn(null) : page;
        while (position >= current.items().size()) {
            String cursor = current.next();
            if (cursor == null) {
                return false;
            }
            current = turn(cursor);
        }
        return true;
    }

    @Override
    public T next() {
        if (!hasNext() || page == null) {
            throw new NoSuchElementException();
        }
        return page.items().get(position++);
    }

    private Page<T> turn(@Nullable String cursor) {
        Page<T> turned = source.page(cursor);
        page = turned;
        position = 0;
        return turned;
    }
}
