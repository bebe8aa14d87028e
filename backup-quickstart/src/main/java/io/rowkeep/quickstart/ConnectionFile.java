package io.rowkeep.quickstart;

import io.rowkeep.quickstart.example.SampleAddress;
import java.util.Map;

/**
 * {@code quickstart.json}: how other programs, and further workers, connect to a running quickstart.
 *
 * @param sources the database of the example by its name, and with {@code -copy} the one that it is restored into
 */
record ConnectionFile(
        String apiUrl, String token, Control control, String amqpUri, S3 s3, Map<String, SampleAddress> sources) {

    /** The control database; {@code url} is a JDBC URL. */
    record Control(String url, String username, String password) {}

    /** The object store. */
    record S3(String endpoint, String region, String bucket, String accessKey, String secretKey) {}
}
