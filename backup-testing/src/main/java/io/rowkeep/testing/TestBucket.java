package io.rowkeep.testing;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An empty bucket on the test object store, and how to get at it.
 *
 * @param endpoint the store's HTTP address, for path-style requests
 * @param region the region to sign for
 * @param name the bucket's name; unique within the store
 * @param accessKey the one key that is let in
 * @param secretKey its secret, which the store checks
 */
public record TestBucket(URI endpoint, String region, String name, String accessKey, String secretKey) {

    /** A new client, which the caller closes. */
    public S3Client client() {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
                .build();
    }
}
