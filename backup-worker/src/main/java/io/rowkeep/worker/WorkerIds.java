package io.rowkeep.worker;

import io.rowkeep.job.WorkerId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Names this process. */
final class WorkerIds {

    private WorkerIds() {}

    /** Host name, process id and a random piece, so that a restart in the same container is another worker. */
    static WorkerId next(RandomGenerator random) {
        return new WorkerId("%s/%d/%s"
                .formatted(host(), ProcessHandle.current().pid(), HexFormat.of().toHexDigits(random.nextInt())));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }
}
