package io.rowkeep.broker;

import org.apache.qpid.server.SystemLauncherListener.DefaultSystemLauncherListener;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.State;
import org.apache.qpid.server.model.SystemConfig;
import org.jspecify.annotations.Nullable;

/** Keeps what the launcher tells only its listener: the running configuration, and why a start failed. */
final class StartListener extends DefaultSystemLauncherListener {

    private volatile @Nullable SystemConfig<?> system;
    private volatile @Nullable RuntimeException problem;

    @Override
    public void onContainerResolve(SystemConfig<?> systemConfig) {
        system = systemConfig;
    }

    @Override
    public void errorOnStartup(RuntimeException error) {
        problem = error;
    }

    /** The port that the broker listens on; empty handed, it throws why there is none. */
    int boundPort() {
        SystemConfig<?> running = system;
        if (problem == null && running != null && running.getContainer() instanceof Broker<?> broker) {
            for (var port : broker.getPorts()) {
                if (port.getState() == State.ACTIVE) {
                    return port.getBoundPort();
                }
            }
        }
        throw new IllegalStateException("it listens on no port", problem);
    }
}
