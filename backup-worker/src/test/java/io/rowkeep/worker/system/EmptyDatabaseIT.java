package io.rowkeep.worker.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.SourceType;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestDatabase;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.SourceDefinition;
import io.rowkeep.worker.source.SystemTarget;
import io.rowkeep.worker.source.postgres.PostgresLimits;
import io.rowkeep.worker.source.postgres.PostgresPrograms;
import io.rowkeep.worker.source.postgres.PostgresSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which databases a system backup is restored into. */
class EmptyDatabaseIT {

    private static final String TRIGGERED =
            "create function public.f() returns event_trigger language plpgsql as 'begin end'";

    private final TestDatabase database = PostgresServer.shared().database();

    @Test
    void whatIsFreshOrHasOnlyExtensionsIsEmpty() {
        assertThat(content()).isEmpty();

        SystemBench.sql(database, """
                do $$
                declare one text;
                begin
                    for one in select name from pg_available_extensions loop
                        begin
                            execute pg_catalog.format('create extension if not exists %I cascade schema public', one);
                        exception when others then
                            begin
                                execute pg_catalog.format('create extension if not exists %I cascade', one);
                            exception when others then
                                raise notice '% cannot be created here', one;
                            end;
                        end;
                    end loop;
                end $$
                """, "create schema rowkeep", "create table rowkeep.applied_job (id int)");
        assertThat(SystemBench.ask(database, "select count(*) > 20 from pg_extension"))
                .isEqualTo("t");
        assertThat(content()).isEmpty();
    }

    @Test
    void anEventTriggerIsNamedBecauseItWouldRunDuringTheRestore() {
        SystemBench.sql(
                database, TRIGGERED, "create event trigger mine on ddl_command_end execute function public.f()");

        assertThat(content()).containsExactly("event trigger mine", "function public.f()");
    }

    @Test
    void defaultPrivilegesCountWhereTheyWouldActOnTheRestoredTables() {
        SystemBench.sql(database, "alter default privileges for role postgres grant select on tables to public");
        assertThat(content()).isEmpty();

        SystemBench.sql(database, "alter default privileges grant select on tables to public");
        assertThat(content()).containsExactly("default acl for role rowkeep on tables");
    }

    @Test
    void whatBelongsToSomethingNamedIsNotNamedAgain() {
        SystemBench.sql(
                database,
                "create table t (id int generated always as identity primary key, words text[])",
                "create type pair as (a int, b int)",
                "create type span as range (subtype = int)");

        assertThat(content()).containsExactly("table public.t", "type public.pair", "type public.span");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            create schema mine                                           | schema mine
            create cast (text as inet) with inout                        | cast (pg_catalog.text AS pg_catalog.inet)
            create language mine handler plpgsql_call_handler            | language mine
            create access method mine type table handler heap_tableam_handler | access method mine
            create text search dictionary mine (template = simple)       | text search dictionary public.mine
            create text search configuration mine (copy = simple)        | text search configuration public.mine
            create text search template mine (lexize = dsimple_lexize)   | text search template public.mine
            create text search parser mine (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype) | text search parser public.mine
            create collation mine from "C"                               | collation public.mine
            create conversion mine for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8 | conversion public.mine
            create operator family mine using btree                      | operator family public.mine USING btree
            create sequence mine                                         | sequence public.mine
            create domain mine as text                                   | type public.mine
            create type mine                                             | type public.mine
            create publication mine                                      | publication mine
            create subscription mine connection 'dbname=none' publication p with (connect = false) | subscription mine
            create foreign data wrapper mine                             | foreign-data wrapper mine
            select lo_create(424242)                                     | large object 424242
            """)
    void whatSomebodyMadeIsNamed(String made, String named) {
        SystemBench.sql(database, made);

        assertThat(content()).containsExactly(named);
    }

    private List<String> content() {
        PostgresSource source = new PostgresSource(
                new SourceDefinition(SystemBench.COPY, SourceType.POSTGRESQL, List.of(), false, false, null),
                database.url(),
                database.username(),
                database.password(),
                PostgresLimits.DEFAULT,
                PostgresPrograms.INSTALLED);
        try (SystemTarget target = source.openSystemTarget(new SessionTag("test", 0))) {
            return target.content();
        }
    }
}
