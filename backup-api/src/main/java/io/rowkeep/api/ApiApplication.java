package io.rowkeep.api;

import io.rowkeep.control.ControlConfiguration;
import io.rowkeep.control.broker.BrokerConfiguration;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.settings.CommonSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** The HTTP side of Rowkeep as a program. */
@SpringBootApplication(
        proxyBeanMethods = false,
        exclude = {
            DataSourceAutoConfiguration.class,
            FlywayAutoConfiguration.class,
            RabbitAutoConfiguration.class,
            UserDetailsServiceAutoConfiguration.class,
            ErrorMvcAutoConfiguration.class
        })
@Import({ControlConfiguration.class, BrokerConfiguration.class})
public class ApiApplication {

    private static final int BAD_SETTING = 2;

    /** Reads the environment and serves until the process is told to end. */
    public static void main(String[] arguments) {
        try {
            run(ApiSettings.read(System.getenv()), List.of(arguments)).registerShutdownHook();
        } catch (RuntimeException e) {
            System.err.println(sentence(e));
            System.exit(setting(e) ? BAD_SETTING : 1);
        }
    }

    /**
     * Starts the API within this JVM on 127.0.0.1; closing the context stops it, and nothing else does.
     *
     * @param port where to listen; 0 for any free one, found as {@code local.server.port}
     * @throws RuntimeException when it cannot start; {@link #sentence} says why
     */
    public static ConfigurableApplicationContext start(ApiSettings settings, int port) {
        return run(settings, List.of("--server.address=127.0.0.1", "--server.port=" + port));
    }

    /** Why a start failed, for a person. */
    public static String sentence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BackupException) {
                return String.valueOf(cause.getMessage());
            } else if (cause instanceof PortInUseException taken) {
                return "Port %d is taken by another program: set SERVER_PORT to a free one".formatted(taken.getPort());
            }
        }
        return "The API cannot start: " + failure;
    }

    private static ConfigurableApplicationContext run(ApiSettings settings, List<String> arguments) {
        SpringApplication application = new SpringApplication(ApiApplication.class);
        application.setBannerMode(Banner.Mode.OFF);
        // Whoever starts it stops it: two hooks at once would end the parts below it under its feet.
        application.setRegisterShutdownHook(false);
        // A name of its own, because the quickstart has other applications on the class path.
        application.setDefaultProperties(Map.of("spring.config.name", "rowkeep-api"));
        application.addInitializers(context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.registerBean(ApiSettings.class, () -> settings);
            beans.registerBean(CommonSettings.class, settings::common);
        });
        return application.run(new ArrayList<>(arguments).toArray(String[]::new));
    }

    private static boolean setting(RuntimeException e) {
        return e instanceof BackupException ours && ours.code() == ErrorCode.INVALID_SETTING;
    }
}
