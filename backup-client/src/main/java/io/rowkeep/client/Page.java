package io.rowkeep.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a list, newest first, and the cursor of the page after it; null when this is the last. */
record Page<T>(List<T> items, @Nullable String next) {

    Page {
        items = Lists.of(items);
    }
}
