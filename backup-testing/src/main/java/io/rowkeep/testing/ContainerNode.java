package io.rowkeep.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.rabbitmq.RabbitMQContainer;
import org.testcontainers.utility.DockerImageName;

/** RabbitMQ in a container, which Testcontainers removes when this JVM is gone. */
final class ContainerNode implements RabbitNode {

    private static final DockerImageName IMAGE = DockerImageName.parse("rabbitmq:4.1.4-management");

    private final int port = FreePort.find();
    private final RabbitMQContainer container;

    private ContainerNode() {
        container = new RabbitMQContainer(IMAGE).withAdminUser(USER).withAdminPassword(PASSWORD);
        // Docker would choose another port at every start.
        container.setPortBindings(List.of(port + ":5672"));
    }

    /** A node that is not started yet, or empty where no Docker engine answers. */
    static Optional<RabbitNode> find() {
        return DockerEngine.answers() ? Optional.of(new ContainerNode()) : Optional.empty();
    }

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void start() {
        if (container.getContainerId() == null) {
            container.start();
        } else {
            container
                    .getDockerClient()
                    .startContainerCmd(container.getContainerId())
                    .exec();
        }
        AmqpProbe.awaitAnswer(host(), port);
    }

    @Override
    public void stop() {
        container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void kill() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public String ctl(String... arguments) {
        try {
            ExecResult result =
                    container.execInContainer(Stream.concat(Stream.of("rabbitmqctl", "-q"), Stream.of(arguments))
                            .toArray(String[]::new));
            if (result.getExitCode() != 0) {
                throw new IllegalStateException(
                        "rabbitmqctl %s failed: %s".formatted(String.join(" ", arguments), result.getStderr()));
            }
            return result.getStdout();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("rabbitmqctl was not waited for", e);
        }
    }
}
