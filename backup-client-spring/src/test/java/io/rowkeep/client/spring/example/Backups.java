package io.rowkeep.client.spring.example;

import io.rowkeep.client.JobEvent;
import io.rowkeep.client.JobListener;
import io.rowkeep.client.Rowkeep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The example of the README. */
@Component
class Backups implements JobListener {

    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);

    private final Rowkeep rowkeep;

    Backups(Rowkeep rowkeep) {
        this.rowkeep = rowkeep;
    }

    String beforeTheImport() {
        return rowkeep.backup("school", "people")
                .label("before the import")
                .start()
                .id();
    }

    @Override
    public void completed(JobEvent event) {
        LOG.info(
                "{} {}: {} rows",
                event.kind(),
                event.jobId(),
                event.statistics().rows());
    }

    @Override
    public void failed(JobEvent event) {
        LOG.error("{} {}: {}", event.kind(), event.jobId(), event.error());
    }
}
