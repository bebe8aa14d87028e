package io.rowkeep.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The judge himself: what he does not see would count as restored. */
class JudgeIT {

    @Test
    void theHardDatabaseIsReadTwiceTheSame() {
        HardDatabase database = HardDatabase.create();

        Fingerprint first = Fingerprint.of(database.superuser().dataSource());
        Fingerprint second = Fingerprint.of(database.superuser().dataSource());

        assertThat(second.differencesFrom(first)).isEmpty();
        assertThat(first.tables().size()).isGreaterThan(100);
        assertThat(first.sequences().size()).isGreaterThan(12);
    }

    @Test
    void damageChangesNearlyEveryTableThatHasRows() {
        HardDatabase database = HardDatabase.create();
        Fingerprint before = Fingerprint.of(database.superuser().dataSource());
        Set<String> tables = before.tables().keySet();

        List<String> done = new Damage(database.superuser().dataSource(), 1).to(tables);

        Fingerprint after = Fingerprint.of(database.superuser().dataSource());
        long changed = tables.stream()
                .filter(table ->
                        !after.tables().get(table).equals(before.tables().get(table)))
                .count();
        assertThat(done).isNotEmpty();
        assertThat(changed).isGreaterThan(tables.size() * 8L / 10);
        assertThat(after.differencesFrom(before)).hasSizeGreaterThan((int) changed);
    }

    @Test
    void oneChangedCharacterIsSeenAndNamed() {
        HardDatabase database = HardDatabase.create();
        Fingerprint before = Fingerprint.of(database.superuser().dataSource());

        Sql.run(database.superuser().dataSource(), "update text.large set t = t || ' ' where id = 1");

        Fingerprint after = Fingerprint.of(database.superuser().dataSource());
        assertThat(after.differencesFrom(before)).hasSize(3).first().asString().startsWith("text.large: 40 rows");
    }

    @Test
    void aSequenceThatWentBackIsSeen() {
        HardDatabase database = HardDatabase.create();
        Fingerprint before = Fingerprint.of(database.superuser().dataSource());

        Sql.run(database.superuser().dataSource(), """
                alter sequence around.shared restart;
                alter sequence around.down restart;
                """);

        Fingerprint after = Fingerprint.of(database.superuser().dataSource());
        assertThat(after.differencesFrom(before))
                .containsExactly(
                        "sequence around.down: Sequence[next=-10, increment=-3, cycles=false], was Sequence[next=-25, increment=-3, cycles=false]",
                        "sequence around.shared: Sequence[next=100, increment=7, cycles=false], was Sequence[next=170, increment=7, cycles=false]");
    }
}
