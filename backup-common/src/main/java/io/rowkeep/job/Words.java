package io.rowkeep.job;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The names of choices over HTTP: those of the constants in lower case. */
final class Words {

    private Words() {}

    static String of(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when it is none of them; the message names all */
    static <E extends Enum<E>> E parse(String what, E[] choices, String text) {
        return Arrays.stream(choices)
                .filter(choice -> of(choice).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s is %s, not '%s'"
                        .formatted(
                                what,
                                Arrays.stream(choices).map(Words::of).collect(Collectors.joining(" or ")),
                                text)));
    }
}
