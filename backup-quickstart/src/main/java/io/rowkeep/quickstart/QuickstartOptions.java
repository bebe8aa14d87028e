package io.rowkeep.quickstart;

import io.rowkeep.quickstart.example.Example;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What the command line says. Filled by picocli. */
@Command(
        name = "rowkeep quickstart",
        sortOptions = false,
        description =
                "Starts Rowkeep with all its parts, shows what it does for an application, and keeps serving until Ctrl-C.",
        footer =
                "Secrets of real servers are better given by the environment: ROWKEEP_AMQP_URI, ROWKEEP_S3_SECRET_KEY ...")
final class QuickstartOptions {

    /** Tried first when no port is asked for. */
    static final int USUAL_PORT = 8080;

    @Option(
            names = "--example",
            paramLabel = "<name>",
            converter = ExampleName.class,
            description = "The application to look after: one of those in the folder examples; school by default.")
    Example example = Example.SCHOOL;

    @Option(
            names = "--port",
            paramLabel = "<port>",
            description = "The API's port; 8080, or a free one when that is taken.")
    @Nullable
    Integer port;

    @Option(
            names = "--data",
            paramLabel = "<folder>",
            description =
                    "Where everything is kept between starts; .rowkeep/<name of the example> in your home by default.")
    @Nullable
    Path data;

    @Option(names = "--once", description = "Exit after the tour: 0 only if every step was right.")
    boolean once;

    @Option(
            names = "--amqp-uri",
            paramLabel = "<uri>",
            description = "Use this AMQP broker, for example a RabbitMQ, instead of the embedded one.",
            defaultValue = "${env:ROWKEEP_AMQP_URI}")
    @Nullable
    String amqpUri;

    @Option(
            names = "--s3-endpoint",
            paramLabel = "<url>",
            description = "Use this S3 server instead of the embedded one; the other --s3 options go with it.",
            defaultValue = "${env:ROWKEEP_S3_ENDPOINT}")
    @Nullable
    String s3Endpoint;

    @Option(names = "--s3-region", paramLabel = "<region>", defaultValue = "${env:ROWKEEP_S3_REGION:-us-east-1}")
    String s3Region = "us-east-1";

    @Option(names = "--s3-bucket", paramLabel = "<bucket>", defaultValue = "${env:ROWKEEP_S3_BUCKET}")
    @Nullable
    String s3Bucket;

    @Option(names = "--s3-access-key", paramLabel = "<key>", defaultValue = "${env:ROWKEEP_S3_ACCESS_KEY}")
    @Nullable
    String s3AccessKey;

    @Option(names = "--s3-secret-key", paramLabel = "<key>", defaultValue = "${env:ROWKEEP_S3_SECRET_KEY}")
    @Nullable
    String s3SecretKey;

    @Option(
            names = "--control-url",
            paramLabel = "<jdbc url>",
            description = "Use this PostgreSQL database for the jobs instead of the embedded one.",
            defaultValue = "${env:ROWKEEP_CONTROL_URL}")
    @Nullable
    String controlUrl;

    @Option(names = "--control-username", paramLabel = "<name>", defaultValue = "${env:ROWKEEP_CONTROL_USERNAME}")
    @Nullable
    String controlUsername;

    @Option(names = "--control-password", paramLabel = "<password>", defaultValue = "${env:ROWKEEP_CONTROL_PASSWORD}")
    @Nullable
    String controlPassword;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;

    /** The folder that everything is kept in: each example has its own. */
    Path data() {
        return data == null ? Path.of(System.getProperty("user.home"), ".rowkeep", example.id()) : data;
    }

    /** Finds the example of a name. */
    static final class ExampleName implements ITypeConverter<Example> {

        @Override
        public Example convert(String name) {
            try {
                return Example.parse(name);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
