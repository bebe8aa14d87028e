package io.rowkeep.applications;

import io.rowkeep.testing.RabbitServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A virtual host whose users are made by the commands of {@code docs/operations.md}, word for word but for the name of the host and
 * the passwords.
 */
record BrokerUsers(URI guest) {

    private static final String PASSWORD = "secret";
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    static BrokerUsers make() {
        BrokerUsers users = new BrokerUsers(RabbitServer.shared().virtualHost());
        for (List<String> command : documented()) {
            if (!command.getFirst().equals("add_vhost")) {
                users.run(command);
            }
        }
        return users;
    }

    /** A user with the documented permissions of the school's application, but for those on topics. */
    URI withoutTopicPermissions(String name) {
        run(List.of("add_user", name, PASSWORD));
        documented().stream()
                .filter(command -> command.getFirst().equals("set_permissions") && command.contains("school-app"))
                .forEach(command -> run(command.stream()
                        .map(word -> word.replace("school-app", name))
                        .toList()));
        return as(name);
    }

    /** The address for one of the users. */
    URI as(String user) {
        return URI.create(
                "amqp://%s:%s@%s:%d%s".formatted(user, PASSWORD, guest.getHost(), guest.getPort(), guest.getPath()));
    }

    private void run(List<String> command) {
        String host = guest.getPath().substring(1);
        RabbitServer.shared()
                .ctl(command.stream()
                        .map(word -> word.equals("rowkeep") ? host : word.equals("…") ? PASSWORD : word)
                        .toArray(String[]::new));
    }

    private static List<List<String>> documented() {
        try {
            return Files.readString(Path.of("../docs/operations.md"))
                    .lines()
                    .filter(line -> line.startsWith("    rabbitmqctl "))
                    .map(line -> WORD.matcher(line.strip())
                            .results()
                            .skip(1)
                            .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                            .toList())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
