package io.rowkeep.worker.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rowkeep.artifact.Column;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.SequenceState;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.BackupFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables of every shape that PostgreSQL knows: names, partitions, children, columns. */
class TableShapesIT {

    private final Exports exports = new Exports();

    @ParameterizedTest
    @EnumSource(
            names = {"SPREADSHEET", "SYSTEM"},
            mode = EnumSource.Mode.EXCLUDE)
    void namesAreWhateverTheServerAllows(BackupFormat format) {
        exports.sql(
                "create schema \"odd schema\"",
                """
                create table "odd schema"."a ""b"".c
                d\\e" ("select" int, "Ünïcode 😀" text, "a.b""c" text, "\\" int)""",
                """
                insert into "odd schema"."a ""b"".c
                d\\e" values (1, 'x', 'y', 2)""",
                "create table \"%s\" (\"%s\" int)".formatted("x".repeat(63), "ö".repeat(31)),
                "insert into \"%s\" values (7)".formatted("x".repeat(63)),
                "create table \"user\" (\"TABLE\" int)",
                "insert into \"user\" values (8)",
                "create table \"*\" (\"*\" int)",
                "insert into \"*\" values (9)");

        Manifest manifest = exports.backUp(format);

        assertThat(manifest.tables()).hasSize(4);
        for (TableEntry table : manifest.tables()) {
            String quoted = Stream.of(table.name().schema(), table.name().name())
                    .map(piece -> '"' + piece.replace("\"", "\"\"") + '"')
                    .reduce((schema, name) -> schema + "." + name)
                    .orElseThrow();
            assertThat(exports.stored(manifest, table.name().toString()))
                    .isNotEmpty()
                    .isEqualTo(exports.copied(quoted));
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SPREADSHEET", "SYSTEM"},
            mode = EnumSource.Mode.EXCLUDE)
    void aPartitionedTableIsOneTableWithTheRowsOfAllItsPartitions(BackupFormat format) {
        exports.sql(
                "create table events (id int, region text, note text) partition by list (region)",
                "create table events_north partition of events for values in ('north')",
                // Another order, with a hole where a column was dropped.
                "create table events_south (note text, gone int, region text, id int)",
                "alter table events_south drop column gone",
                "alter table events attach partition events_south for values in ('south')",
                "create table events_rest partition of events default partition by range (id)",
                "create table events_low partition of events_rest for values from (0) to (10)",
                "create schema archive",
                "create table archive.events_high partition of events_rest for values from (10) to (20)",
                "insert into events values (1, 'north', 'a'), (2, 'south', 'b'), (3, 'east', 'c'), (13, 'west', null)",
                "create table nobody (id int) partition by range (id)");

        Manifest manifest = exports.backUp(format);

        assertThat(manifest.tables())
                .extracting(table -> table.name().toString())
                .containsExactly("public.events", "public.nobody");
        assertThat(exports.stored(manifest, "public.events").lines())
                .containsExactlyInAnyOrder("1\tnorth\ta", "2\tsouth\tb", "3\teast\tc", "13\twest\t\\N");
        assertThat(exports.stored(manifest, "public.nobody")).isEmpty();
    }

    @Test
    void aPartitionCanBeAskedForAlone() {
        exports.sql(
                "create table events (id int) partition by range (id)",
                "create table low partition of events for values from (0) to (10)",
                "create table high partition of events for values from (10) to (20)",
                "insert into events values (1), (11)");

        Manifest manifest = exports.backUp(BackupFormat.NATIVE, "public.high");

        assertThat(manifest.tables()).hasSize(1);
        assertThat(exports.stored(manifest, "public.high")).isEqualTo("11\n");
    }

    @Test
    void childrenByInheritanceAreTablesOfTheirOwn() {
        exports.sql(
                "create table city (name text)",
                "create table capital (country text) inherits (city)",
                "insert into city values ('Galle')",
                "insert into capital values ('Colombo', 'LK')");

        Manifest manifest = exports.backUp(BackupFormat.JSON);

        assertThat(exports.stored(manifest, "public.city")).isEqualTo("Galle\n");
        assertThat(exports.stored(manifest, "public.capital")).isEqualTo("Colombo\tLK\n");
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SPREADSHEET", "SYSTEM"},
            mode = EnumSource.Mode.EXCLUDE)
    void tablesWithoutColumnsKeepTheirNumberOfRows(BackupFormat format) {
        exports.sql(
                "create table none ()",
                "insert into none default values",
                "insert into none default values",
                "create table dropped (a int)",
                "insert into dropped values (1)",
                "alter table dropped drop column a",
                "create table computed (a int generated always as (1 + 1) stored)",
                "insert into computed default values",
                "create table empty (a int)");

        Manifest manifest = exports.backUp(format);

        assertThat(exports.stored(manifest, "public.none")).isEqualTo("\n\n");
        assertThat(exports.stored(manifest, "public.dropped")).isEqualTo("\n");
        assertThat(exports.stored(manifest, "public.computed")).isEqualTo("\n");
        assertThat(Exports.entry(manifest, "public.empty"))
                .matches(table -> table.rows() == 0 && table.parts() == 0, "has neither rows nor parts");
        assertThat(manifest.statistics().rows()).isEqualTo(4);
    }

    @Test
    void keysIdentitiesAndGeneratedColumnsAreInTheManifest() {
        exports.sql("""
                create table orders (
                    note text, total numeric generated always as (2 * price) stored, price numeric not null,
                    number int, tenant int generated by default as identity, id bigint generated always as identity,
                    primary key (tenant, number))""");

        TableEntry orders = Exports.entry(exports.backUp(BackupFormat.CSV), "public.orders");

        assertThat(orders.primaryKey()).containsExactly("tenant", "number");
        assertThat(orders.generated()).containsExactly("total");
        assertThat(orders.columns())
                .extracting(Column::name, Column::notNull, Column::identity)
                .containsExactly(
                        tuple("note", false, null),
                        tuple("price", true, null),
                        tuple("number", true, null),
                        tuple("tenant", true, "by default"),
                        tuple("id", true, "always"));
    }

    @Test
    void sequencesAreFoundByOwnershipAndByDefault() {
        exports.sql(
                "create sequence shared increment -2 minvalue -100 maxvalue 50 start 10 cycle",
                "create table a (id serial, code int default nextval('shared'))",
                "create table b (id int generated always as identity, code int default -nextval('shared'::regclass))",
                "insert into a default values",
                "insert into a default values");

        Manifest manifest = exports.backUp(BackupFormat.JSON);

        assertThat(Exports.entry(manifest, "public.a").sequences())
                .containsExactly(
                        state("a_id_seq", "id", 2, true, 1, 1, Integer.MAX_VALUE, false),
                        state("shared", "code", 8, true, -2, -100, 50, true));
        assertThat(Exports.entry(manifest, "public.b").sequences())
                .containsExactly(
                        state("b_id_seq", "id", 1, false, 1, 1, Integer.MAX_VALUE, false),
                        state("shared", "code", 8, true, -2, -100, 50, true));
    }

    @Test
    void whatIsNoTableOfTheUsersIsLeftOutWithTheReason() {
        exports.sql(
                "create table kept (id int)",
                "create view a_view as select 1 as id",
                "create materialized view a_matview as select 1 as id",
                "create table of_extension (id int)",
                "alter extension plpgsql add table of_extension",
                "create schema rowkeep",
                "create table rowkeep.applied_job (id int)",
                "create unlogged table public.kept_too (id int)");

        Manifest manifest = exports.backUp(BackupFormat.JSON);

        assertThat(manifest.tables())
                .extracting(TableEntry::name)
                .containsExactly(TableName.parse("kept"), TableName.parse("kept_too"));
        assertThat(manifest.statistics().skipped())
                .extracting(skipped -> skipped.name() + ": " + skipped.reason())
                .containsExactly(
                        "public.a_matview: materialized view",
                        "public.a_view: view",
                        "public.of_extension: belongs to extension plpgsql",
                        "rowkeep.applied_job: Rowkeep's own schema");
    }

    private static SequenceState state(
            String name,
            String column,
            long last,
            boolean called,
            long increment,
            long minimum,
            long maximum,
            boolean cycles) {
        return new SequenceState(
                new TableName("public", name), column, last, called, increment, minimum, maximum, cycles);
    }
}
