package io.rowkeep.worker.announce;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file whose age tells a container's health check whether the worker still reaches the control database. */
record HealthFile(Path path, Clock clock) {

    private static final Logger LOG = LoggerFactory.getLogger(HealthFile.class);

    /** Makes the file as young as now. */
    void touch() {
        try {
            Files.write(path, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            Files.setLastModifiedTime(path, FileTime.from(clock.instant()));
        } catch (IOException e) {
            LOG.warn("The health file {} could not be touched: {}", path, e.toString());
        }
    }

    /** Takes it away when the worker goes. */
    void remove() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.debug("The health file {} stays behind", path, e);
        }
    }
}
