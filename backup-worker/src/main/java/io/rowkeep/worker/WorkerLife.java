package io.rowkeep.worker;

import io.rowkeep.worker.announce.Announcer;
import io.rowkeep.worker.intake.Intake;
import org.springframework.context.SmartLifecycle;

/** Opens the worker when everything is in place, and closes it before anything is taken away. Started and stopped by one thread. */
final class WorkerLife implements SmartLifecycle {

    private final Announcer announcer;
    private final Intake intake;
    private volatile boolean running;

    WorkerLife(Announcer announcer, Intake intake) {
        this.announcer = announcer;
        this.intake = intake;
    }

    @Override
    public void start() {
        running = true;
        announcer.start();
        intake.open();
    }

    /** Hands back what runs, then leaves the registry, so that the sources stay online for as long as a job can be ended here. */
    @Override
    public void stop() {
        intake.close();
        announcer.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
