package io.rowkeep.worker.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.TableName;
import io.rowkeep.worker.source.TableReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceGraphTest {

    private static TableName t(String name) {
        return new TableName("public", name);
    }

    private static List<TableName> tables(String names) {
        return Arrays.stream(names.split(" ")).map(ReferenceGraphTest::t).toList();
    }

    private static List<TableReference> references(String... arrows) {
        return Arrays.stream(arrows)
                .map(arrow -> new TableReference(arrow, t(arrow.split(">")[0]), t(arrow.split(">")[1])))
                .toList();
    }

    @Test
    void whatIsReferredToComesFirst() {
        ReferenceGraph graph = new ReferenceGraph(tables("a b c d"), references("a>b", "b>c", "a>d", "d>c"));

        assertThat(graph.parentsFirst()).containsExactly(tables("c"), tables("b"), tables("d"), tables("a"));
    }

    @Test
    void aCircleIsOneGroupAndASelfReferenceIsNoCircle() {
        ReferenceGraph graph = new ReferenceGraph(
                tables("a b c d e"), references("a>b", "b>c", "c>a", "d>a", "c>e", "e>e", "d>d", "a>elsewhere"));

        assertThat(graph.parentsFirst()).containsExactly(tables("e"), tables("a b c"), tables("d"));
    }

    @Test
    void twoCirclesThatShareATableAreOne() {
        ReferenceGraph graph = new ReferenceGraph(tables("a b c d"), references("a>b", "b>a", "b>c", "c>b", "c>d"));

        assertThat(graph.parentsFirst()).containsExactly(tables("d"), tables("a b c"));
    }

    @Test
    void aChainOfManyTablesDoesNotExhaustTheStack() {
        List<TableName> chain = new ArrayList<>();
        List<TableReference> links = new ArrayList<>();
        for (int at = 0; at < 50_000; at++) {
            chain.add(t("t%06d".formatted(at)));
            links.add(new TableReference("fk", t("t%06d".formatted(at)), t("t%06d".formatted(at + 1))));
        }

        assertThat(new ReferenceGraph(chain, links).parentsFirst())
                .hasSize(50_000)
                .first()
                .isEqualTo(List.of(t("t049999")));
    }

    @Test
    void parentsOfParentsBelongToATable() {
        ReferenceGraph graph = new ReferenceGraph(tables("a b c d"), references("a>b", "b>c", "d>a", "c>b"));

        assertThat(graph.withParents(tables("a"))).containsExactlyElementsOf(tables("a b c"));
    }
}
