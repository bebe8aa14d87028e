package io.rowkeep.worker.change;

import io.rowkeep.dataset.TableName;
import io.rowkeep.job.KeptRows;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says which rows a job leaves alone, and why. */
public final class KeptRemarks {

    private KeptRemarks() {}

    /** A sentence for each table of which rows stay, in order of name. */
    public static List<String> of(Map<TableName, KeptRows> kept) {
        return new TreeMap<>(kept)
                .entrySet().stream()
                        .filter(entry -> entry.getValue().kept() > 0)
                        .map(entry -> sentence(entry.getKey(), entry.getValue()))
                        .toList();
    }

    private static String sentence(TableName table, KeptRows kept) {
        String reasons = Stream.of(
                        reason(kept.byRule(), "by keep rule"),
                        reason(kept.added(), "added since"),
                        reason(kept.referred(), "because rows that stay refer to them"))
                .flatMap(text -> text)
                .collect(Collectors.joining(", "));
        String skipped = kept.skipped() == 0
                ? ""
                : "; skipped of the backup, because their place is taken: %s".formatted(rows(kept.skipped()));
        return "Left alone in table %s: %s (%s)%s".formatted(table, rows(kept.kept()), reasons, skipped);
    }

    private static String rows(long count) {
        return count == 1 ? "1 row" : count + " rows";
    }

    private static Stream<String> reason(long rows, String why) {
        return rows == 0 ? Stream.empty() : Stream.of(rows + " " + why);
    }
}
