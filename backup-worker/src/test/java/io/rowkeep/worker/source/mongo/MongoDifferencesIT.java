package io.rowkeep.worker.source.mongo;

import static io.rowkeep.worker.source.mongo.MongoBench.COLUMNS;
import static io.rowkeep.worker.source.mongo.MongoBench.USERS;
import static io.rowkeep.worker.source.mongo.MongoBench.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.job.ConflictPolicy;
import io.rowkeep.job.TableDifferences;
import io.rowkeep.worker.source.MergeRules;
import io.rowkeep.worker.source.TargetSession;
import io.rowkeep.worker.source.TargetView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Differences are printed as those of tables are. */
class MongoDifferencesIT {

    private static final MergeRules FIELDS =
            new MergeRules(ConflictPolicy.MERGE_FIELDS, false, null, true, List.of(), List.of(), false);

    private final MongoBench bench = new MongoBench();

    @AfterEach
    void close() {
        bench.close();
    }

    private List<String> print(TargetView view) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try {
            view.printDifferences(USERS, printed::write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static void merge(TargetView view) {
        view.stage(
                USERS,
                COLUMNS,
                lines("{_id: 1, a: 'B', b: 'y', n: {$numberLong: '1'}}", "{_id: 2, a: 'new'}", "{_id: 3, a: 'same'}"));
        view.stageBase(USERS, COLUMNS, lines("{_id: 1, a: 'x', b: 'y', n: 1}"));
        view.merge(USERS, FIELDS);
    }

    @Test
    void everySideIsShownAsFarAsItIsThere() {
        bench.insert("users", "{_id: 1, a: 'x', b: null, n: 1}", "{_id: 3, a: 'same'}", "{_id: 4}");
        try (TargetSession session = bench.session();
                TargetView view = session.view(List.of(USERS))) {
            merge(view);

            assertThat(print(view))
                    .containsExactly(
                            "{\"table\":\"public.users\",\"key\":{\"_id\":\"1\"},\"kind\":\"conflict\",\"outcome\":\"update\",\"fields\":["
                                    + "{\"name\":\"a\",\"current\":\"x\",\"backup\":\"B\",\"base\":\"x\",\"result\":\"B\"},"
                                    + "{\"name\":\"b\",\"current\":null,\"backup\":\"y\",\"base\":\"y\",\"result\":null},"
                                    + "{\"name\":\"n\",\"current\":\"{\\\"$numberInt\\\": \\\"1\\\"}\",\"backup\":\"{\\\"$numberLong\\\": \\\"1\\\"}\",\"base\":\"{\\\"$numberInt\\\": \\\"1\\\"}\",\"result\":\"{\\\"$numberLong\\\": \\\"1\\\"}\"}]}",
                            "{\"table\":\"public.users\",\"key\":{\"_id\":\"2\"},\"kind\":\"insert\",\"outcome\":\"insert\",\"fields\":["
                                    + "{\"name\":\"_id\",\"backup\":\"2\",\"result\":\"2\"},{\"name\":\"a\",\"backup\":\"new\",\"result\":\"new\"}]}");
            TableDifferences counted = view.differences(USERS);
            assertThat(counted.conflict()).isEqualTo(1);
            assertThat(counted.insert()).isEqualTo(1);
            assertThat(counted.unchanged()).isEqualTo(1);
        }
    }

    @Test
    void theDigestIsThatOfTheSameDifferencesOnly() {
        bench.insert("users", "{_id: 1, a: 'x', n: 1}");
        String first = digest();
        assertThat(digest()).isEqualTo(first);

        bench.insert("users", "{_id: 2, a: 'mine'}");
        assertThat(digest()).isNotEqualTo(first);
        bench.collection("users").drop();
        bench.insert("users", "{_id: 1, n: 1, a: 'x'}");
        assertThat(digest()).isEqualTo(first);
    }

    private String digest() {
        try (TargetSession session = bench.session();
                TargetView view = session.view(List.of(USERS))) {
            merge(view);
            return view.differences(USERS).digest();
        }
    }

    @Test
    void longValuesAreCut() {
        try (TargetSession session = bench.session();
                TargetView view = session.view(List.of(USERS))) {
            view.stage(USERS, COLUMNS, lines("{_id: 1, a: '%s'}".formatted("ü".repeat(1001))));
            view.compare(USERS);

            assertThat(print(view))
                    .singleElement()
                    .asString()
                    .contains("\"" + "ü".repeat(1000) + "\"")
                    .endsWith("\"cut\":true}]}");
        }
    }
}
