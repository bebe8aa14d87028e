package io.rowkeep.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of answers: what a server left out is empty, and nobody changes what was answered. */
final class Lists {

    private Lists() {}

    static <T> List<T> of(@Nullable List<T> answered) {
        return answered == null ? List.of() : List.copyOf(answered);
    }
}
