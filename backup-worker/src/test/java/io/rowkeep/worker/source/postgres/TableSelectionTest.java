package io.rowkeep.worker.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.dataset.TablePattern;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableSelectionTest {

    private static final Relations RELATIONS = new Relations(List.of(
            relation(1, "users", Relation.Kind.TABLE, 0),
            relation(2, "events", Relation.Kind.PARTITIONED, 0),
            relation(3, "events_old", Relation.Kind.PARTITIONED, 2),
            relation(4, "events_2019", Relation.Kind.TABLE, 3),
            relation(5, "events_2020", Relation.Kind.TABLE, 2),
            relation(6, "events_far", Relation.Kind.FOREIGN, 2),
            relation(7, "report", Relation.Kind.VIEW, 0)));

    @Test
    void allSelectsRootsAndNamesWhatItLeavesOut() {
        TableSelection selection = new TableSelection(RELATIONS, DatasetDefinition.all());

        assertThat(names(selection.tables())).containsExactly("public.events", "public.users");
        assertThat(selection.skipped())
                .extracting(skipped -> skipped.name() + ": " + skipped.reason())
                .containsExactly(
                        "public.report: view", "public.events_far: foreign table that is a partition of public.events");
    }

    @Test
    void aPartitionNamedExactlyIsATableWhenItsRootIsNotSelected() {
        assertThat(names(select("public.events_old", "public.events_2019"))).containsExactly("public.events_old");
        assertThat(names(select("public.events_2019", "public.users")))
                .containsExactly("public.events_2019", "public.users");
        assertThat(names(select("public.events", "public.events_2020"))).containsExactly("public.events");
    }

    @Test
    void aWildcardDoesNotMakePartitionsTables() {
        TableSelection selection = new TableSelection(RELATIONS, dataset(List.of("public.events_*"), List.of()));

        assertThat(selection.tables()).isEmpty();
        assertThat(selection.skipped())
                .hasSize(4)
                .allMatch(skipped -> skipped.reason().contains("which the dataset does not select"));
    }

    @Test
    void anExcludedPartitionOfASelectedTableIsAWarning() {
        TableSelection selection = new TableSelection(RELATIONS, dataset(List.of(), List.of("public.events_2020")));

        assertThat(names(selection.tables())).containsExactly("public.events", "public.users");
        assertThat(selection.warnings()).singleElement().asString().contains("public.events_2020 is excluded");
    }

    @Test
    void aPartitionOfTheDatasetCanBeRequested() {
        TableSelection selection = new TableSelection(RELATIONS, DatasetDefinition.all());

        assertThat(names(selection.only(List.of(table("events_2020"))))).containsExactly("public.events_2020");
        assertThat(names(selection.only(List.of(table("events_2019"), table("events_old")))))
                .containsExactly("public.events_old");
    }

    @Test
    void whatIsNotThereIsRefusedWithSomeOfWhatIs() {
        Relations many = new Relations(IntStream.range(0, 30)
                .mapToObj(i -> relation(i + 1, "t%02d".formatted(i), Relation.Kind.TABLE, 0))
                .toList());
        TableSelection selection = new TableSelection(many, DatasetDefinition.all());

        assertThatThrownBy(() -> selection.only(List.of(table("t01"), table("no"))))
                .isInstanceOfSatisfying(
                        BackupException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TABLE_NOT_FOUND))
                .hasMessageContaining("no table public.no; it has public.t00, ")
                .hasMessageEndingWith("public.t19 and 10 more");
        assertThatThrownBy(() -> new TableSelection(RELATIONS, dataset(List.of("public.users"), List.of()))
                        .only(List.of(table("events"))))
                .hasMessageContaining("it has public.users");
    }

    private static List<Relation> select(String... patterns) {
        return new TableSelection(RELATIONS, dataset(List.of(patterns), List.of())).tables();
    }

    private static DatasetDefinition dataset(List<String> tables, List<String> exclude) {
        return new DatasetDefinition(
                new DatasetName("some"),
                tables.stream().map(TablePattern::new).toList(),
                exclude.stream().map(TablePattern::new).toList(),
                List.of(),
                null,
                null);
    }

    private static Relation relation(long oid, String name, Relation.Kind kind, long parent) {
        return new Relation(oid, table(name), kind, parent, false, null, 0);
    }

    private static TableName table(String name) {
        return new TableName("public", name);
    }

    private static List<String> names(List<Relation> relations) {
        return relations.stream().map(relation -> relation.name().toString()).toList();
    }
}
