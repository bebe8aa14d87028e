package io.rowkeep.quickstart;

import io.rowkeep.failure.BackupException;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
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
                options.data.toAbsolutePath().resolve("rowkeep.log").toString());
        System.exit(run(options));
    }

    private static int run(QuickstartOptions options) {
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
        } catch (QuickstartFailure | BackupException e) {
            System.err.println("rowkeep: " + e.getMessage());
            return 1;
        } catch (SQLException e) {
            System.err.println("rowkeep: the sample database did not do as asked: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } finally {
            running.close();
        }
    }
}
