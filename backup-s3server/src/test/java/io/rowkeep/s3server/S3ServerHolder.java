package io.rowkeep.s3server;

import java.nio.file.Path;

/** A program that starts an S3 server, prints its process id and then lives until it is killed. */
final class S3ServerHolder {

    private S3ServerHolder() {}

    public static void main(String[] args) throws Exception {
        S3Server server = S3Server.start(S3ServerSettings.of(Path.of(args[0])));
        System.out.println(server.process().pid());
        Thread.currentThread().join();
    }
}
