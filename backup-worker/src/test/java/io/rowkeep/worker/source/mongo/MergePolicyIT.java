package io.rowkeep.worker.source.mongo;

import static io.rowkeep.worker.source.mongo.MongoBench.COLUMNS;
import static io.rowkeep.worker.source.mongo.MongoBench.USERS;
import static io.rowkeep.worker.source.mongo.MongoBench.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.job.ConflictPolicy;
import io.rowkeep.job.RowChanges;
import io.rowkeep.job.RowDecision;
import io.rowkeep.job.Side;
import io.rowkeep.worker.source.postgres.MergeCase;
import io.rowkeep.worker.source.postgres.MergeSetting;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line of the table in {@code docs/merge.md}, with every policy, with and without preserveNewer, made of documents. */
class MergePolicyIT {

    private final MongoBench bench = new MongoBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @MethodSource("io.rowkeep.worker.source.postgres.MergeSetting#all")
    void documentsBecomeWhatTheDocumentationSays(MergeSetting setting) {
        merge(setting, List.of());

        assertThat(rows()).containsExactlyElementsOf(expected(setting, "table"));
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void conflictsBecomeWhatSomebodyHasDecided(boolean base, boolean hasTime) {
        MergeSetting setting = new MergeSetting(base, hasTime, ConflictPolicy.MANUAL, false);

        merge(setting, decisions(setting, key -> new RowDecision(USERS, key, Side.BACKUP, null)));
        assertThat(rows()).containsExactlyElementsOf(expected(setting, "backup"));

        merge(setting, decisions(setting, key -> new RowDecision(USERS, key, Side.CURRENT, null)));
        assertThat(rows()).containsExactlyElementsOf(expected(setting, "table"));

        merge(
                setting,
                decisions(
                        setting,
                        key -> new RowDecision(USERS, key, null, Map.of("a", Side.BACKUP, "b", Side.CURRENT))));
        assertThat(rows()).containsExactlyElementsOf(expected(setting, "fields"));
    }

    private static List<RowDecision> decisions(
            MergeSetting setting, Function<Map<String, String>, RowDecision> decision) {
        return setting.cases().stream()
                .filter(row -> setting.outcome(row).equals("decision"))
                .map(row -> decision.apply(Map.of("_id", String.valueOf(row.id()))))
                .toList();
    }

    private static List<String> expected(MergeSetting setting, String decision) {
        return setting.cases().stream()
                .map(row -> row.expected(setting.outcome(row).replace("decision", decision)))
                .toList();
    }

    private void merge(MergeSetting setting, List<RowDecision> decisions) {
        bench.collection("users").drop();
        bench.insert("users", documents(setting, MergeCase::tableRow));
        bench.change(List.of(USERS), change -> {
            change.stage(USERS, COLUMNS, lines(documents(setting, MergeCase::backupRow)));
            if (setting.base()) {
                change.stageBase(USERS, COLUMNS, lines(documents(setting, MergeCase::baseRow)));
            }
            RowChanges changes = change.merge(USERS, setting.rules(decisions));
            assertThat(changes.inserted() + changes.updated() + changes.unchanged())
                    .isEqualTo(setting.cases().size());
            assertThat(changes.deleted()).isZero();
        });
    }

    private static String[] documents(MergeSetting setting, Function<MergeCase, @Nullable String> side) {
        return setting.cases().stream()
                .map(side)
                .filter(Objects::nonNull)
                .map(MergePolicyIT::document)
                .toArray(String[]::new);
    }

    /** A document made of COPY text. */
    private static String document(String row) {
        String[] fields = row.split("\t", -1);
        String document = "{_id: %s, a: %s, b: %s".formatted(fields[0], text(fields[1]), text(fields[2]));
        return document + (fields.length == 3 ? "}" : ", changed: %s}".formatted(time(fields[3])));
    }

    private static String text(String field) {
        return field.equals("\\N") ? "null" : "'" + field + "'";
    }

    private static String time(String field) {
        return switch (field) {
            case "\\N" -> "null";
            case "-infinity" -> "{$date: {$numberLong: '-100000000000000'}}";
            default -> "{$date: '%sT00:00:00Z'}".formatted(field);
        };
    }

    private List<String> rows() {
        return bench.contents("users").stream()
                .map(BsonDocument::parse)
                .map(row ->
                        "%d %s %s".formatted(row.getInt32("_id").getValue(), shown(row.get("a")), shown(row.get("b"))))
                .toList();
    }

    private static String shown(BsonValue value) {
        return value.equals(BsonNull.VALUE) ? "-" : value.asString().getValue();
    }
}
