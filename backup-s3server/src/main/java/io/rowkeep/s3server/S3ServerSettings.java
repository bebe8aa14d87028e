package io.rowkeep.s3server;

import java.nio.file.Path;
import java.util.UUID;

/**
 * What an S3 server serves, and to whom.
 *
 * @param port the TCP port on 127.0.0.1; 0 for any free one
 * @param directory where the objects are kept; made when it is missing, kept when the server ends
 * @param bucket the bucket that exists once the server has started; 3 to 63 characters
 * @param accessKey the one access key that is let in
 * @param secretKey its secret
 */
public record S3ServerSettings(int port, Path directory, String bucket, String accessKey, String secretKey) {

    /** A free port, the bucket {@code rowkeep} and keys made up on the spot. */
    public static S3ServerSettings of(Path directory) {
        return new S3ServerSettings(0, directory, "rowkeep", randomKey(), randomKey());
    }

    private static String randomKey() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "S3ServerSettings[port=%d, directory=%s, bucket=%s]".formatted(port, directory, bucket);
    }
}
