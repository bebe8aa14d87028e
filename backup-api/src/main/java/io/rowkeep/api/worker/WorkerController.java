package io.rowkeep.api.worker;

import io.rowkeep.api.security.Access;
import io.rowkeep.control.Page;
import io.rowkeep.control.WorkerRecord;
import io.rowkeep.control.WorkerRegistry;
import io.rowkeep.dataset.SourceName;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who is running, and what for. */
@RestController
class WorkerController {

    private final WorkerRegistry registry;

    WorkerController(WorkerRegistry registry) {
        this.registry = registry;
    }

    @GetMapping("/api/v1/workers")
    Page<WorkerRecord> workers(@AuthenticationPrincipal Access access) {
        return new Page<>(
                registry.workers().stream()
                        .flatMap(worker -> asSeen(worker, access))
                        .toList(),
                null);
    }

    /** A limited token sees workers of its own sources, and of those nothing but these sources. */
    private static Stream<WorkerRecord> asSeen(WorkerRecord worker, Access access) {
        if (access.sources() == null) {
            return Stream.of(worker);
        }
        List<SourceName> visible =
                worker.sources().stream().filter(access::sees).toList();
        return visible.isEmpty()
                ? Stream.empty()
                : Stream.of(new WorkerRecord(
                        worker.id(),
                        worker.version(),
                        worker.online(),
                        worker.startedAt(),
                        worker.seenAt(),
                        visible,
                        worker.runningJobs()));
    }
}
