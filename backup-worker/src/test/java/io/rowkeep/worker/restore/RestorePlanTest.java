package io.rowkeep.worker.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rowkeep.artifact.Column;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.format.ColumnMapping;
import io.rowkeep.format.LineFormat;
import io.rowkeep.worker.source.SourceTable;
import io.rowkeep.worker.source.TableReference;
import io.rowkeep.worker.source.TargetSchema;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RestorePlanTest {

    private static TableName t(String name) {
        return new TableName("public", name);
    }

    private static SourceTable table(String name, String... key) {
        List<Column> columns = List.of(new Column("id", "integer", ColumnMapping.NUMBER, true, null));
        return new SourceTable(t(name), columns, List.of(), List.of(key), LineFormat.PG_COPY_TEXT, 0);
    }

    private static TableReference reference(String from, String to) {
        return new TableReference(from + "_fk", t(from), t(to));
    }

    @Test
    void onlyWhatOthersReferToIsStagedWithAllThatItRefersTo() {
        TargetSchema schema = new TargetSchema(
                List.of(table("child", "id"), table("grand", "id"), table("loose"), table("parent", "id")),
                List.of(
                        reference("outside", "parent"),
                        reference("parent", "grand"),
                        reference("child", "parent"),
                        reference("loose", "child")));

        RestorePlan plan = RestorePlan.replace(schema, Set.of());

        assertThat(plan.staged()).containsExactly(t("grand"), t("parent"));
        assertThat(plan.straight()).containsExactly(List.of(t("child")), List.of(t("loose")));
    }

    @Test
    void aTableThatMustBeStagedNeedsAPrimaryKey() {
        TargetSchema schema = new TargetSchema(
                List.of(table("grand"), table("parent", "id")),
                List.of(reference("outside", "parent"), reference("parent", "grand")));

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> RestorePlan.replace(schema, Set.of()))
                .withMessageContaining("public.grand")
                .withMessageContaining("public.parent");
    }
}
