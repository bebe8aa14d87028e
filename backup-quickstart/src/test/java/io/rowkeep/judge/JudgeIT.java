package io.rowkeep.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
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
    void noTypeOfTheServerOrOfAnExtensionThatComesWithItIsForgotten() {
        HardDatabase database = HardDatabase.create();
        DataSource all = HardDatabase.empty().superuser().dataSource();
        Sql.run(all, """
                do $$
                declare one record;
                begin
                    for one in select name from pg_available_extensions loop
                        begin
                            execute format('create extension if not exists %I cascade', one.name);
                        exception when others then
                            -- A language whose library is not installed here: it brings no type.
                            raise notice 'no %', one.name;
                        end;
                    end loop;
                end $$
                """);
        String types = """
                select t.typname from pg_type t left join pg_class c on c.oid = t.typrelid
                 where t.typtype <> 'p' and coalesce(c.relkind, 'c') = 'c' and not exists (select from pg_type element where element.typarray = t.oid)
                   and t.typnamespace in ('pg_catalog'::regnamespace, 'public'::regnamespace)
                """;

        assertThat(Sql.rows(database.superuser().dataSource(), types)).containsAll(Sql.rows(all, types));
        assertThat(database.forgottenTypes()).isEmpty();
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
