package io.rowkeep.storage.s3;

import io.rowkeep.settings.S3Settings;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes the client: bounded in time, patient with faults that pass. */
final class S3ClientFactory {

    private static final int TRIES = 5;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    // A part of 16 MiB passes in one try even at 150 KB/s; all tries together stay well below the life of a job.
    private static final Duration ONE_TRY = Duration.ofMinutes(2);
    private static final Duration ALL_TRIES = Duration.ofMinutes(5);
    private static final int CONNECTIONS = 64;

    private S3ClientFactory() {}

    /**
     * A client of its own for one store.
     *
     * @param firstPause before the second try; it doubles with each further one, and is longer for a store that is overloaded
     */
    static S3Client create(S3Settings settings, Duration firstPause) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .forcePathStyle(settings.pathStyle())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())))
                .requestChecksumCalculation(
                        RequestChecksumCalculation.valueOf(settings.checksums().name()))
                // Whoever reads a part compares our own SHA-256, and knows what a difference means.
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(Apache5HttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE)
                        .maxConnections(CONNECTIONS)
                        .tcpKeepAlive(true))
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(ONE_TRY)
                        .apiCallTimeout(ALL_TRIES)
                        .retryStrategy(retries(firstPause)));
        if (settings.endpoint() != null) {
            builder.endpointOverride(settings.endpoint());
        }
        return builder.build();
    }

    // Beyond what the SDK calls retryable (5xx, throttling, broken connections): a conditional write that met another
    // one.
    private static RetryStrategy retries(Duration firstPause) {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(TRIES)
                .backoffStrategy(BackoffStrategy.exponentialDelay(firstPause, LONGEST_PAUSE))
                .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(firstPause.multipliedBy(5), LONGEST_PAUSE))
                .retryOnException(S3Faults::isConflict)
                .build();
    }
}
