package io.rowkeep.worker;

import io.rowkeep.control.ControlConfiguration;
import io.rowkeep.control.broker.BrokerConfiguration;
import io.rowkeep.failure.BackupException;
import io.rowkeep.settings.CommonSettings;
import io.rowkeep.worker.intake.IntakeConfiguration;
import io.rowkeep.worker.settings.WorkerSettings;
import io.rowkeep.worker.settings.WorkerSettingsReader;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** The worker as a program. It listens on no port. */
@Configuration(proxyBeanMethods = false)
@Import({ControlConfiguration.class, BrokerConfiguration.class, IntakeConfiguration.class, WorkerConfiguration.class})
public class WorkerApplication {

    private static final int CANNOT_START = 2;

    // A failed start is told in one sentence by whoever called; Spring would add its own pages. Consumers start and
    // stop whenever a lane fills up, which is no news.
    private static final Map<String, Object> PROPERTIES = Map.of(
            "spring.config.name", "rowkeep-worker",
            "logging.level.org.springframework.boot.SpringApplication", "off",
            "logging.level.org.springframework.context", "error",
            "logging.level.org.springframework.amqp.rabbit", "warn",
            "logging.level.org.mongodb.driver", "error",
            "logging.level.com.zaxxer.hikari", "warn");

    /** Reads the environment and works until the process is told to end. */
    public static void main(String[] arguments) {
        try {
            start(WorkerSettingsReader.read(
                            System.getenv(), Runtime.getRuntime().maxMemory()))
                    .registerShutdownHook();
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof BackupException) {
                    System.err.println(cause.getMessage());
                    System.exit(CANNOT_START);
                }
            }
            LoggerFactory.getLogger(WorkerApplication.class).error("The worker cannot start", e);
            System.exit(1);
        }
    }

    /**
     * Starts a worker within this JVM; closing the context, and nothing else, stops it and hands its jobs back. A source or broker that is down does
     * not matter, the control database does.
     *
     * @throws RuntimeException when it cannot start; the {@link BackupException} among its causes says why
     */
    public static ConfigurableApplicationContext start(WorkerSettings settings) {
        return start(settings, beans -> beans.registerBean(RunnerConfiguration.class));
    }

    static ConfigurableApplicationContext start(WorkerSettings settings, Consumer<GenericApplicationContext> runners) {
        SpringApplication application = new SpringApplication(WorkerApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setKeepAlive(true);
        // Whoever starts it stops it: two hooks at once would end the parts below it under its feet.
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(PROPERTIES);
        application.addInitializers(context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.registerBean(WorkerSettings.class, () -> settings);
            beans.registerBean(CommonSettings.class, settings::common);
            runners.accept(beans);
        });
        return application.run();
    }
}
