package io.rowkeep.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.broker.EmbeddedBroker;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.KeepRule;
import io.rowkeep.dataset.TableName;
import io.rowkeep.dataset.TablePattern;
import io.rowkeep.flow.OneJvm;
import io.rowkeep.judge.Api;
import io.rowkeep.judge.HardDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Random tables, rules and rows: every clear, replace and undo leaves what the model says, or is refused when the model says so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomChangesIT {

    private static final int SEEDS = Integer.getInteger("rowkeep.seeds", 6);
    private static final long FIRST_SEED = Long.getLong("rowkeep.firstSeed", 1);

    private final HardDatabase shop = HardDatabase.empty();
    private final EmbeddedBroker broker = EmbeddedBroker.startInMemory(0, "judge", "secret");
    private final OneJvm rowkeep = OneJvm.start(
            broker.amqpUri(),
            Map.of("shop", shop.owner()),
            List.of(new DatasetDefinition(
                    new DatasetName("guarded"),
                    List.of(new TablePattern("public.t*")),
                    List.of(),
                    IntStream.range(0, ModelSchema.TABLES)
                            .filter(ModelSchema::hasRule)
                            .mapToObj(table -> new KeepRule(TableName.parse(qualified(table)), "keep"))
                            .toList(),
                    null,
                    null)));
    private final Api api = rowkeep.api();

    static LongStream seeds() {
        return LongStream.range(FIRST_SEED, FIRST_SEED + SEEDS);
    }

    @BeforeAll
    void awaitSource() {
        api.awaitSources(1);
    }

    @AfterAll
    void stop() {
        rowkeep.close();
        broker.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyChangeIsWhatTheModelSays(long seed) throws SQLException {
        Random random = new Random(seed);
        ModelSchema schema = ModelSchema.random(random);
        try (Connection database = shop.owner().dataSource().getConnection()) {
            Mutation mutation = new Mutation(database, schema, random);
            mutation.fill();
            Scenario scenario = new Scenario(database, schema, random);
            scenario.backUp();
            for (int round = 0; round < 3; round++) {
                mutation.some();
                @Nullable JsonNode done = random.nextBoolean() ? scenario.clear() : scenario.replace();
                for (int undos = 0; done != null && undos < 2; undos++) {
                    mutation.some();
                    done = scenario.undo(done);
                }
            }
        }
    }

    private static String qualified(int table) {
        return "public." + ModelSchema.name(table);
    }

    /** One random database and the jobs that are done to it. */
    private final class Scenario {

        private final Connection database;
        private final ModelSchema schema;
        private final Random random;
        private ModelState stored = ModelState.empty();
        private String backup = "";
        /** What the last change put there, and the tables as they were before it. */
        private ModelState placed = ModelState.empty();

        private ModelState saved = ModelState.empty();
        private Set<Integer> changed = Set.of();

        Scenario(Connection database, ModelSchema schema, Random random) {
            this.database = database;
            this.schema = schema;
            this.random = random;
        }

        void backUp() throws SQLException {
            stored = now();
            String format = List.of("json", "csv", "native").get(random.nextInt(3));
            backup = Api.restores(api.backUp("shop", format));
        }

        @Nullable
        JsonNode clear() throws SQLException {
            boolean dependents = random.nextBoolean();
            Set<Integer> chosen = someTables();
            ModelState now = now();
            ModelChange model = new ModelChange(schema, now, dependents ? schema.withReferring(chosen) : chosen, null);
            changed = dependents ? model.withDependents(chosen) : chosen;
            ModelState after = model.after(changed, ModelState.empty());
            boolean refused = model.hasOutsideReferences(changed, after);
            String body =
                    "{\"source\": \"shop\", \"dataset\": \"all\", \"tables\": %s, \"confirm\": \"all\", \"dependents\": %s%s}";
            JsonNode preview = api.post(
                            "/api/v1/clears?wait=60s", body.formatted(names(chosen), dependents, ", \"dryRun\": true"))
                    .body();
            assertThat(now()).isEqualTo(now);
            checkPreview(preview, now, after, model, refused);

            JsonNode job = api.ended(api.ask("/api/v1/clears", body.formatted(names(chosen), dependents, "")));

            return checked(job, model, after, refused ? "OUTSIDE_REFERENCES" : "", now, ModelState.empty());
        }

        @Nullable
        JsonNode replace() throws SQLException {
            changed = someTables();
            ModelState now = now();
            ModelChange model = new ModelChange(schema, now, changed, null);
            ModelState after = model.after(changed, stored);

            JsonNode job =
                    api.ended(api.ask(backup, "{\"mode\": \"replace\", \"tables\": %s}".formatted(names(changed))));

            return checked(job, model, after, failure(model, after), now, stored);
        }

        @Nullable
        JsonNode undo(JsonNode undone) throws SQLException {
            boolean force = random.nextInt(3) == 0;
            ModelState now = now();
            ModelState back = saved;
            ModelChange model = new ModelChange(schema, now, changed, force ? null : placed);
            ModelState after = model.after(changed, back);

            JsonNode job = api.ended(api.ask(
                    "/api/v1/jobs/%s/undo".formatted(undone.get("id").stringValue()),
                    "{\"force\": %s}".formatted(force)));

            return checked(job, model, after, failure(model, after), now, back);
        }

        private String failure(ModelChange model, ModelState after) {
            if (model.hasOutsideReferences(changed, after)) {
                return "OUTSIDE_REFERENCES";
            }
            return model.hasBrokenReferences(after) ? "CONSTRAINT_VIOLATED" : "";
        }

        private @Nullable JsonNode checked(
                JsonNode job, ModelChange model, ModelState after, String failure, ModelState before, ModelState put)
                throws SQLException {
            assertThat(job.path("error").path("code").asString(""))
                    .as("%s", job)
                    .isEqualTo(failure);
            assertThat(now()).isEqualTo(failure.isEmpty() ? after : before);
            if (!failure.isEmpty()) {
                return null;
            }
            assertThat(job.get("status").stringValue()).isEqualTo("SUCCEEDED");
            for (int table : changed) {
                assertThat(keptRows(job, table))
                        .as("%s", job)
                        .isEqualTo(model.kept(table).size());
            }
            placed = put;
            saved = before;
            return job;
        }

        private void checkPreview(
                JsonNode preview, ModelState now, ModelState after, ModelChange model, boolean refused) {
            assertThat(!preview.at("/statistics/refused").isEmpty())
                    .as("%s", preview)
                    .isEqualTo(refused);
            for (int table : changed) {
                assertThat(keptRows(preview, table))
                        .as("%s", preview)
                        .isEqualTo(model.kept(table).size());
                assertThat(statistics(preview, table).at("/changes/deleted").asLong())
                        .isEqualTo(now.of(table).size() - after.of(table).size());
            }
        }

        private ModelState now() throws SQLException {
            return ModelState.read(database, schema);
        }

        private Set<Integer> someTables() {
            Set<Integer> tables = new TreeSet<>();
            while (tables.isEmpty()) {
                IntStream.range(0, ModelSchema.TABLES)
                        .filter(table -> random.nextInt(3) > 0)
                        .forEach(tables::add);
            }
            return tables;
        }
    }

    private static String names(Set<Integer> tables) {
        return tables.stream().map(table -> '"' + qualified(table) + '"').collect(Collectors.joining(", ", "[", "]"));
    }

    private static long keptRows(JsonNode job, int table) {
        JsonNode kept = statistics(job, table).path("kept");
        return kept.path("byRule").asLong(0)
                + kept.path("added").asLong(0)
                + kept.path("referred").asLong(0);
    }

    private static JsonNode statistics(JsonNode job, int table) {
        for (JsonNode statistics : job.at("/statistics/tables")) {
            if (statistics.get("name").stringValue().equals(qualified(table))) {
                return statistics;
            }
        }
        throw new AssertionError("No statistics of %s in %s".formatted(qualified(table), job));
    }
}
