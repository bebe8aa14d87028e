package io.rowkeep.worker.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.TableName;
import io.rowkeep.worker.source.TableReference;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangePlanTest {

    private static final List<TableName> TABLES = List.of(t("child"), t("grand"), t("loose"), t("parent"));

    private static final List<TableReference> REFERENCES = List.of(
            reference("outside", "parent"),
            reference("parent", "grand"),
            reference("child", "parent"),
            reference("loose", "child"));

    private static TableName t(String name) {
        return new TableName("public", name);
    }

    private static TableReference reference(String from, String to) {
        return new TableReference(from + "_fk", t(from), t(to));
    }

    @Test
    void onlyWhatOthersReferToIsComparedWithAllThatItRefersTo() {
        ChangePlan plan = ChangePlan.of(TABLES, REFERENCES, Set.of());

        assertThat(plan.compared()).containsExactly(t("grand"), t("parent"));
        assertThat(plan.straight()).containsExactly(List.of(t("child")), List.of(t("loose")));
    }

    @Test
    void aTableOfWhichRowsAreKeptIsComparedToo() {
        ChangePlan plan = ChangePlan.of(TABLES, REFERENCES, Set.of(t("child")));

        assertThat(plan.compared()).containsExactly(t("child"), t("grand"), t("parent"));
        assertThat(plan.emptied()).containsExactly(t("loose"));
    }

    @Test
    void referencesToOtherTablesDoNotMatter() {
        ChangePlan plan = ChangePlan.of(List.of(t("loose")), REFERENCES, Set.of());

        assertThat(plan.emptied()).containsExactly(t("loose"));
    }
}
