package io.rowkeep.testing;

/** A program that starts every server, prints the process ids of its children and ends when its standard input does. */
final class FixtureHolder {

    private FixtureHolder() {}

    public static void main(String[] args) throws Exception {
        RabbitServer.shared();
        PostgresServer.shared();
        ObjectStoreServer.shared();
        ProcessHandle.current().descendants().forEach(child -> System.out.println("CHILD " + child.pid()));
        System.out.println("HOLDING");
        System.in.readAllBytes();
        System.exit(0);
    }
}
