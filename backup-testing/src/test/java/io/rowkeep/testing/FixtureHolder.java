package io.rowkeep.testing;

/** A program that starts every server, prints the process ids of its children and then lives until it is killed. */
final class FixtureHolder {

    private FixtureHolder() {}

    public static void main(String[] args) throws Exception {
        RabbitServer.shared();
        PostgresServer.shared();
        ObjectStoreServer.shared();
        ProcessHandle.current().descendants().forEach(child -> System.out.println("CHILD " + child.pid()));
        System.out.println("HOLDING");
        if (args.length > 0 && args[0].equals("exit")) {
            System.exit(0);
        }
        Thread.currentThread().join();
    }
}
