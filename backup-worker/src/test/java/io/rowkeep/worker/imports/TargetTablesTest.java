package io.rowkeep.worker.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.format.LineFormat;
import io.rowkeep.worker.source.SourceTable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which table a name in a file means. */
class TargetTablesTest {

    private static final TargetTables TWICE = tables(
            new TableName("archive", "users"),
            new TableName("public", "users"),
            new TableName("archive", "rooms"),
            new TableName("public", "archive.users"),
            new TableName("public", "\"quoted\""),
            new TableName("public", "quoted"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "users | public.users",
                "public.users | public.users",
                "archive.users | archive.users",
                "\"archive.users\" | public.\"archive.users\"",
                "public.\"archive.users\" | public.\"archive.users\"",
                "public.archive.users | public.\"archive.users\"",
                "rooms | archive.rooms",
                "archive.rooms | archive.rooms",
                "quoted | public.quoted",
                "\"\"\"quoted\"\"\" | public.\"\"\"quoted\"\"\"",
            })
    void aNameAloneIsThatOfSchemaPublicAndOnlyElseAnotherOne(String name, String table) {
        assertThat(TWICE.findInDocument(name).name()).hasToString(table);
    }

    @Test
    void everyTableIsFoundByBothItsTexts() {
        for (SourceTable table : TWICE.tables()) {
            assertThat(TWICE.findInDocument(table.name().shortText())).isSameAs(table);
            assertThat(TWICE.findInDocument(table.name().toString())).isSameAs(table);
        }
    }

    @Test
    void aNameThatSeveralSchemasHaveAndNotPublicIsRefused() {
        TargetTables tables = tables(new TableName("a", "users"), new TableName("b", "users"));

        assertThatThrownBy(() -> tables.findInDocument("users"))
                .isInstanceOf(BackupException.class)
                .hasMessageContainingAll("has several", "a.users", "b.users");
    }

    @Test
    void aFileIsCalledAfterOneTableAlone() {
        assertThatThrownBy(() -> TWICE.find("users"))
                .isInstanceOf(BackupException.class)
                .hasMessageContainingAll("has several", "archive.users", "public.users");
    }

    private static TargetTables tables(TableName... names) {
        return new TargetTables(
                DatasetName.ALL,
                Stream.of(names)
                        .map(name -> new SourceTable(name, List.of(), List.of(), List.of(), LineFormat.PG_COPY_TEXT, 0))
                        .toList(),
                List.of());
    }
}
