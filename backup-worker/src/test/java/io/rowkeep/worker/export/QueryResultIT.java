package io.rowkeep.worker.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rowkeep.artifact.BackupContent;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.artifact.Column;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.DatasetQuery;
import io.rowkeep.dataset.ParameterType;
import io.rowkeep.dataset.QueryParameter;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.format.ColumnMapping;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.source.SessionTag;
import io.rowkeep.worker.source.SourceSession;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups of what a query answers. */
class QueryResultIT {

    private static final DatasetName MONTHLY = new DatasetName("monthly");
    private static final QueryParameter MONTH = new QueryParameter("month", ParameterType.INTEGER, 1L, 12L, List.of());
    private static final QueryParameter TITLE = new QueryParameter("title", ParameterType.TEXT, null, null, List.of());

    private final Exports exports = new Exports().sql("""
            create type mood as enum ('happy', 'sad');
            create table trips (id int primary key, title text, starts date);
            create table guests (id int primary key, trip int references trips, name text, mood mood, price numeric(8, 2),
                                 extra jsonb, adult boolean not null)""", """
            insert into trips values (1, 'Summer', '2025-06-01'), (2, 'it''s \\ "so" 😀', '2025-07-01');
            insert into guests values (1, 1, 'Ada', 'happy', 1.50, '{"a": 1}', true), (2, 1, null, null, null, null, false),
                                      (3, 2, 'Bob', 'sad', 2, '[]', true)""");

    @ParameterizedTest
    @EnumSource(names = "SYSTEM", mode = EnumSource.Mode.EXCLUDE)
    void theResultIsOneTable(BackupFormat format) {
        configure("""
                select g.id, g.name as "guest's name", g.mood, g.price, g.extra, g.adult, t.title -- of the trip
                from guests g join trips t on t.id = g.trip
                where extract(month from t.starts) = :month order by g.id desc; -- newest first""", MONTH);

        Manifest manifest = backUp(format, Map.of("month", "06"));

        assertThat(manifest.holds()).isEqualTo(BackupContent.QUERY_RESULT);
        assertThat(manifest.restorable()).isFalse();
        assertThat(manifest.parameters()).isEqualTo(Map.of("month", "6"));
        TableEntry result = manifest.tables().getFirst();
        assertThat(manifest.tables()).hasSize(1);
        assertThat(result.name()).isEqualTo(TableName.parse("public.guests"));
        assertThat(result.rows()).isEqualTo(2);
        assertThat(result.primaryKey()).isEmpty();
        assertThat(result.columns())
                .containsExactly(
                        column("id", "integer", ColumnMapping.NUMBER),
                        column("guest's name", "text", ColumnMapping.TEXT),
                        column("mood", "public.mood", ColumnMapping.TEXT),
                        column("price", "numeric", ColumnMapping.NUMBER),
                        column("extra", "jsonb", ColumnMapping.JSON),
                        column("adult", "boolean", ColumnMapping.BOOLEAN),
                        column("title", "text", ColumnMapping.TEXT));
        if (format.restorable()) {
            assertThat(exports.stored(manifest, "public.guests"))
                    .isEqualTo("2\t\\N\t\\N\t\\N\t\\N\tf\tSummer\n1\tAda\thappy\t1.50\t{\"a\": 1}\tt\tSummer\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "it's \\ \"so\" 😀",
                "x'); drop table guests; --",
                "$$ :title 'x' \\",
                "'||(select 1)||'",
                "",
                "line\nline",
            })
    void aTextIsNothingButAText(String title) {
        configure(
                "select cast(:title as text) as given, id from trips where title = :title union all select :title, 0",
                TITLE);

        Manifest manifest = backUp(BackupFormat.NATIVE, Map.of("title", title));

        String printed = title.replace("\\", "\\\\").replace("\n", "\\n");
        String found = title.startsWith("it's") ? printed + "\t2\n" : "";
        assertThat(exports.stored(manifest, "public.guests")).isEqualTo(found + printed + "\t0\n");
        assertThat(exports.copied("(select count(*) from public.guests)")).isEqualTo("3\n");
    }

    @Test
    void everyTypeIsBoundAsItself() {
        configure(
                "select make_date(2025, :month, 1) + :n as later, :since - 1 as before, not :active as passive, :t || '!' as loud",
                MONTH,
                new QueryParameter("n", ParameterType.INTEGER, 0L, 5L, List.of()),
                new QueryParameter("since", ParameterType.DATE, null, null, List.of()),
                new QueryParameter("active", ParameterType.BOOLEAN, null, null, List.of()),
                new QueryParameter("t", ParameterType.TEXT, null, null, List.of("a", "b")));

        Manifest manifest = backUp(
                BackupFormat.NATIVE, Map.of("month", "2", "n", "3", "since", "2024-03-01", "active", "true", "t", "b"));

        assertThat(exports.stored(manifest, "public.guests")).isEqualTo("2025-02-04\t2024-02-29\tf\tb!\n");
    }

    @Test
    void anEmptyResultIsABackup() {
        configure("select * from guests where id > 100 and :month > 0", MONTH);

        Manifest manifest = backUp(BackupFormat.CSV, Map.of("month", "1"));

        assertThat(manifest.tables().getFirst().rows()).isZero();
        assertThat(manifest.tables().getFirst().columns()).hasSize(7);
    }

    @Test
    void valuesAreCheckedOnceMore() {
        configure("select :month as m", MONTH);

        assertThat(refusal(Map.of("month", "13")))
                .isEqualTo(
                        "Dataset monthly of source school: The parameter 'month' is a whole number from 1 to 12, not '13'");
        assertThat(refusal(Map.of())).contains("The parameter 'month' is missing");
        assertThat(refusal(Map.of("month", "1", "x", "y"))).contains("'x' is not known");
        exports.configure();
        BackupSpec tables = spec(BackupFormat.JSON, DatasetName.ALL, Map.of("month", "1"));
        assertThat(failure(tables).getMessage())
                .isEqualTo("Dataset all of source school: This dataset has no parameters, so none 'month'");
    }

    @Test
    void columnsNeedNamesOfTheirOwn() {
        configure("select 1 + :month, 2 as b", MONTH);
        assertThat(refusal(Map.of("month", "1")))
                .isEqualTo(
                        "Source school, table public.guests: the query's result has no name for column 1: give it one with 'as'");

        configure("select id, id from guests where id = :month", MONTH);
        assertThat(refusal(Map.of("month", "1"))).contains("has two columns called id");

        configure("select from guests where id = :month", MONTH);
        assertThat(refusal(Map.of("month", "1"))).contains("has no column");
    }

    @Test
    void whatFailsWhileItRunsIsTheServersSentence() {
        configure("select 1 / (id - :month) as q from guests", MONTH);

        BackupException failure = failure(spec(BackupFormat.JSON, MONTHLY, Map.of("month", "2")));

        assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_REFUSED);
        assertThat(failure).hasMessage("Source school, table public.guests: division by zero");
    }

    @Test
    void aQueryChangesNothing() {
        exports.sql(
                "create function emptied() returns int language plpgsql as 'begin delete from guests; return 1; end'");
        configure("select emptied() as e where :month > 0", MONTH);

        assertThat(refusal(Map.of("month", "1"))).contains("read-only transaction");
        assertThat(exports.copied("(select count(*) from public.guests)")).isEqualTo("3\n");
    }

    @Test
    void theCheckIsTheServersSentenceAndRunsNothing() {
        exports.sql("create function called() returns int language plpgsql as 'begin raise ''called''; end'");
        configure("select called() as c, id ? 'x' from (select '{}'::jsonb as id) as j where :month = 1 and {", MONTH);
        assertThat(complaint())
                .startsWith("The query of dataset monthly cannot be run: ")
                .contains("syntax error");

        configure("select gone from guests where id = :month", MONTH);
        assertThat(complaint()).contains("column \"gone\" does not exist");

        configure(
                "select called() as c, j ? 'x' as found, '{d 1}' as d from (select '{}'::jsonb as j) as j where :month = 1",
                MONTH);
        assertThat(complaint()).isEmpty();
    }

    @Test
    void aDatasetOfAQueryHasNoTablesToCountOrClear() {
        configure("select :month as m", MONTH);

        assertThat(catchThrowableOfType(
                        BackupException.class, () -> exports.source().datasetOfTables(MONTHLY)))
                .hasMessageContaining("Dataset monthly of source school is the result of a query");
        BackupSpec other = new BackupSpec(
                Exports.SOURCE,
                MONTHLY,
                new BackupId(UUID.randomUUID()),
                List.of(TableName.parse("trips")),
                BackupFormat.JSON,
                Map.of("month", "1"),
                null);
        assertThat(failure(other)).hasMessageContaining("its only table is public.guests");
    }

    @Test
    void aWrongQueryStopsTheStart() {
        configure("select 1; select :month", MONTH);

        assertThat(catchThrowableOfType(BackupException.class, exports::source))
                .hasMessage(
                        "The query of dataset monthly of source school is wrong: The sql is more than one statement: a ; may stand at its end only");
    }

    private void configure(String sql, QueryParameter... parameters) {
        exports.configure(new DatasetDefinition(
                MONTHLY,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                Map.of(),
                Map.of(),
                new DatasetQuery(sql, TableName.parse("guests"), List.of(parameters))));
    }

    private Manifest backUp(BackupFormat format, Map<String, String> parameters) {
        return exports.backUp(spec(format, MONTHLY, parameters));
    }

    private String refusal(Map<String, String> parameters) {
        return String.valueOf(
                failure(spec(BackupFormat.JSON, MONTHLY, parameters)).getMessage());
    }

    private BackupException failure(BackupSpec spec) {
        return catchThrowableOfType(
                BackupException.class, () -> exports.runner().run(spec, TestAttempt.backup(spec, 1, false)));
    }

    private String complaint() {
        try (SourceSession session = exports.source().openSource(new SessionTag("test", 0))) {
            return session.invalidQuery(exports.source().dataset(MONTHLY)).orElse("");
        }
    }

    private static BackupSpec spec(BackupFormat format, DatasetName dataset, Map<String, String> parameters) {
        return new BackupSpec(
                Exports.SOURCE, dataset, new BackupId(UUID.randomUUID()), List.of(), format, parameters, null);
    }

    private static Column column(String name, String type, ColumnMapping mapping) {
        return new Column(name, type, mapping, false, null);
    }
}
