package io.rowkeep.control;

import static io.rowkeep.control.ControlFixture.SCHOOL;
import static io.rowkeep.control.ControlFixture.WORKER_A;
import static io.rowkeep.control.ControlFixture.WORKER_B;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.DocumentForm;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.SourceType;
import io.rowkeep.dataset.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkerRegistryIT {

    private static final SourceName SHOP = new SourceName("shop");

    private final ControlFixture control = new ControlFixture();
    private final WorkerRegistry registry = control.stores.workers();

    @Test
    void whatWorkersAnnounceIsListed() {
        registry.announce(WORKER_A, "1.0", List.of(source(SHOP, null), source(SCHOOL, "down")));
        control.claim(control.submit().id(), WORKER_A);

        assertThat(registry.sources()).extracting(AnnouncedSource::name).containsExactly(SCHOOL, SHOP);
        assertThat(registry.source(SCHOOL)).hasValueSatisfying(school -> {
            assertThat(school.online()).isTrue();
            assertThat(school.trouble()).isEqualTo("down");
            assertThat(school.datasets()).isEqualTo(source(SCHOOL, "down").datasets());
        });
        assertThat(registry.workers(null)).singleElement().satisfies(worker -> {
            assertThat(worker.id()).isEqualTo(WORKER_A);
            assertThat(worker.online()).isTrue();
            assertThat(worker.sources()).containsExactly(SCHOOL, SHOP);
            assertThat(worker.runningJobs()).isEqualTo(1);
        });
    }

    @Test
    void nothingOfOtherSourcesIsTold() {
        registry.announce(WORKER_A, "1.0", List.of(source(SHOP, null), source(SCHOOL, null)));
        registry.announce(WORKER_B, "1.0", List.of(source(SCHOOL, null)));
        control.claim(control.submit().id(), WORKER_A);

        assertThat(registry.workers(Set.of(SHOP))).singleElement().satisfies(worker -> {
            assertThat(worker.id()).isEqualTo(WORKER_A);
            assertThat(worker.sources()).containsExactly(SHOP);
            assertThat(worker.runningJobs()).isZero();
        });
        assertThat(registry.workers(Set.of())).isEmpty();
    }

    @Test
    void namesStayOfflineWhenTheLastWorkerGoes() {
        registry.announce(WORKER_A, "1.0", List.of(source(SCHOOL, null), source(SHOP, null)));
        registry.announce(WORKER_B, "1.0", List.of(source(SCHOOL, null)));

        registry.leave(WORKER_A);

        assertThat(registry.source(SCHOOL).orElseThrow().online()).isTrue();
        assertThat(registry.source(SHOP).orElseThrow().online()).isFalse();
        assertThat(registry.workers(null)).extracting(WorkerRecord::id).containsExactly(WORKER_B);
    }

    @Test
    void aSilentWorkerIsOfflineAndItsSourcesToo() {
        registry.announce(WORKER_A, "1.0", List.of(source(SCHOOL, null)));
        control.jdbc
                .sql("update rowkeep.worker set seen_at = clock_timestamp() - interval '61 seconds'")
                .update();

        assertThat(registry.source(SCHOOL).orElseThrow().online()).isFalse();
        assertThat(registry.workers(null).getFirst().online()).isFalse();
    }

    @Test
    void aSourceThatAWorkerDroppedIsNotItsOwnAnyMore() {
        registry.announce(WORKER_A, "1.0", List.of(source(SCHOOL, null), source(SHOP, null)));
        registry.announce(WORKER_A, "1.1", List.of(source(SHOP, null)));

        assertThat(registry.source(SCHOOL).orElseThrow().online()).isFalse();
        assertThat(registry.workers(null).getFirst().version()).isEqualTo("1.1");
    }

    private static AnnouncedSource source(SourceName name, @Nullable String trouble) {
        AnnouncedDataset all = new AnnouncedDataset(
                DatasetName.ALL, List.of(TableName.parse("public.\"odd.name\"")), List.of(), DocumentForm.USERS);
        return new AnnouncedSource(
                name, SourceType.POSTGRESQL, false, trouble, Instant.EPOCH, false, false, List.of(all));
    }
}
