package io.rowkeep.quickstart;

import io.rowkeep.failure.BackupException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.PortInUseException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The quickstart's main program. */
public final class QuickstartApplication {

    private static final int WRONG_USE = 2;

    private QuickstartApplication() {}

    /** Starts everything, takes the tour, and serves until Ctrl-C; with {@code --once} ends after the tour. */
    public static void main(String[] args) {
        QuickstartOptions options = new QuickstartOptions();
        CommandLine commandLine = new CommandLine(options);
        try {
            commandLine.parseArgs(args);
        } catch (ParameterException e) {
            System.err.println("rowkeep: " + e.getMessage() + " (see ./rowkeep quickstart --help)");
            System.exit(WRONG_USE);
        }
        if (options.help) {
            commandLine.usage(System.out);
            return;
        }
        // Before the first logger is made; the folder is made with the first line.
        System.setProperty(
                "rowkeep.quickstart.log",
                options.data().toAbsolutePath().resolve("rowkeep.log").toString());
        // Logback reads its own file, once: two applications that each did would write every line twice.
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(run(options));
    }

    private static int run(QuickstartOptions options) {
        // The first logger is made by one thread: several at once lose lines.
        Logger log = LoggerFactory.getLogger(QuickstartApplication.class);
        log.info("Starting");
        // Ctrl-C ends all parts at once, and some thread will notice.
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> log.warn("Thread {} ended", thread.getName(), failure));
        Running running = new Running();
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            running.close();
            stopped.countDown();
        }));
        try {
            new Quickstart(options, running, System.out).start();
            if (!options.once) {
                System.out.println("Serving until Ctrl-C.");
                stopped.await();
            }
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } catch (Throwable e) {
            // The whole story is in the log; the person in front of it gets the sentence.
            LoggerFactory.getLogger(QuickstartApplication.class).error("The quickstart failed", e);
            System.err.println("rowkeep: " + sentence(e, options));
            return 1;
        } finally {
            running.close();
        }
    }

    private static String sentence(Throwable failure, QuickstartOptions options) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof QuickstartFailure || cause instanceof BackupException) {
                return String.valueOf(cause.getMessage());
            }
            if (cause instanceof PortInUseException taken) {
                return "Port %d was taken while everything started: choose another one with --port"
                        .formatted(taken.getPort());
            }
        }
        return "something went wrong that should not; its story is in %s"
                .formatted(options.data().resolve("rowkeep.log"));
    }
}
