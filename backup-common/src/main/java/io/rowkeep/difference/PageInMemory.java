package io.rowkeep.difference;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A page while it is read. */
final class PageInMemory {

    /** A page ends earlier when it gets so large. */
    private static final int MAX_BYTES = 4 << 20;

    private final int limit;
    private final List<Difference> items = new ArrayList<>();
    private long bytes;

    PageInMemory(int limit) {
        this.limit = limit;
    }

    void add(byte[] line, int length) {
        items.add(new Difference(new String(line, 0, length, StandardCharsets.UTF_8)));
        bytes += length;
    }

    boolean isFull() {
        return items.size() >= limit || bytes >= MAX_BYTES;
    }

    List<Difference> items() {
        return items;
    }
}
