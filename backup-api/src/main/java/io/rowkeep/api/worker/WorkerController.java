package io.rowkeep.api.worker;

import io.rowkeep.api.security.Access;
import io.rowkeep.control.Page;
import io.rowkeep.control.WorkerRecord;
import io.rowkeep.control.WorkerRegistry;
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

    /** A limited token sees workers of its own sources, and of those nothing but what they do for these. */
    @GetMapping("/api/v1/workers")
    Page<WorkerRecord> workers(@AuthenticationPrincipal Access access) {
        return new Page<>(registry.workers(access.sources()), null);
    }
}
