package io.rowkeep.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.broker.EmbeddedBroker;
import io.rowkeep.flow.OneJvm;
import io.rowkeep.judge.Api;
import io.rowkeep.judge.Catalogue;
import io.rowkeep.judge.Damage;
import io.rowkeep.judge.Dump;
import io.rowkeep.judge.HardDatabase;
import io.rowkeep.judge.Sql;
import io.rowkeep.process.Gate;
import io.rowkeep.testing.TestDatabase;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The hard database, with what each version adds to it, comes back on the versions of the server from the oldest to the newest. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerVersionsIT {

    private static final List<Integer> VERSIONS = List.of(14, 15, 17, 18);

    private final EmbeddedBroker broker = EmbeddedBroker.startInMemory(0, "judge", "secret");
    private final Map<Integer, HardDatabase> databases = new TreeMap<>();
    private Gate upgraded;
    private OneJvm rowkeep;
    private Api api;

    @BeforeAll
    void start() {
        Map<String, TestDatabase> sources = new TreeMap<>();
        for (int version : VERSIONS) {
            HardDatabase database = HardDatabase.create(Servers.ofVersion(version));
            assertThat(database.version()).isEqualTo(version);
            assertThat(database.forgottenTypes()).isEmpty();
            databases.put(version, database);
            sources.put("pg" + version, database.owner());
        }
        TestDatabase old = databases.get(14).owner();
        upgraded = Gate.before("localhost", port(old));
        sources.put(
                "upgraded",
                new TestDatabase(
                        old.name(),
                        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(upgraded.port(), old.name()),
                        old.username(),
                        old.password()));
        rowkeep = OneJvm.start(broker.amqpUri(), sources, List.of());
        api = rowkeep.api();
        api.awaitSources(sources.size());
    }

    @AfterAll
    void stop() {
        if (rowkeep != null) {
            rowkeep.close();
        }
        if (upgraded != null) {
            upgraded.close();
        }
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({"14, json", "15, native", "17, csv", "18, json"})
    void comesBack(int version, String format) {
        TestDatabase database = databases.get(version).superuser();
        Dump before = Dump.of(database, version);
        JsonNode backup = api.backUp("pg" + version, format);
        List<String> damage = damage(database, version);
        Dump damaged = Dump.of(database, version);
        assertThat(damaged.differencesFrom(before)).hasSizeGreaterThan(30);
        Sql.run(database.dataSource(), """
                alter sequence around.shared restart;
                alter sequence around.down restart;
                alter table keys.identity_default alter column id restart;
                """);

        api.succeeded(api.ask(Api.restores(backup), "{\"mode\": \"replace\"}"));

        Dump after = Dump.of(database, version);
        assertThat(after.differencesFrom(before)).as("after %s", damage).isEmpty();
        assertThat(after.sequences()).isEqualTo(damaged.sequences());
    }

    @ParameterizedTest
    @CsvSource({"14, native", "15, csv", "17, json", "18, native"})
    void aMergeBringsBackWhatIsGoneOrChangedAndItsUndoTakesThatBack(int version, String format) {
        TestDatabase database = databases.get(version).superuser();
        Dump before = Dump.copied(database);
        JsonNode backup = api.backUp("pg" + version, format);
        Loss loss = Loss.of(database.dataSource());
        Dump damaged = Dump.copied(database);
        assertThat(damaged.differencesFrom(before)).hasSizeGreaterThan(30);

        JsonNode merge = api.succeeded(
                api.ask(Api.restores(backup), "{\"mode\": \"merge\", \"tables\": %s}".formatted(loss.tables())));

        Dump merged = Dump.copied(database);
        assertThat(loss.names())
                .allSatisfy(table -> assertThat(merged.tables().get(table))
                        .as("after %s", loss)
                        .containsAll(before.tables().get(table)));
        api.succeeded(api.ask("/api/v1/jobs/%s/undo".formatted(merge.get("id").stringValue()), "{}"));
        assertThat(Dump.copied(database).differencesFrom(damaged)).isEmpty();
        api.succeeded(api.ask(Api.restores(backup), "{\"mode\": \"replace\"}"));
    }

    @Test
    void aBackupOfTheOldestGoesIntoTheNewest() {
        TestDatabase old = databases.get(14).superuser();
        TestDatabase young = databases.get(18).superuser();
        Dump before = Dump.copied(old);
        JsonNode backup = api.backUp("upgraded", "json");
        damage(young, 14);
        upgraded.leadTo(port(young));

        api.succeeded(api.ask(Api.restores(backup), "{\"mode\": \"replace\"}"));

        Dump after = Dump.copied(young);
        after.tables().keySet().retainAll(before.tables().keySet());
        assertThat(after.differencesFrom(before)).isEmpty();
    }

    private static List<String> damage(TestDatabase database, long seed) {
        return new Damage(database.dataSource(), seed)
                .to(Catalogue.tables(database.dataSource()).keySet());
    }

    private static int port(TestDatabase database) {
        return URI.create(database.url().substring("jdbc:".length())).getPort();
    }
}
