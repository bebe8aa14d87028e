package io.rowkeep.s3server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ServerIT {

    @TempDir
    Path directory;

    @Test
    void objectsSurviveARestartOnTheSameDirectory() {
        S3ServerSettings settings = S3ServerSettings.of(directory);
        try (S3Server server = S3Server.start(settings);
                S3Client client = client(server, settings.secretKey())) {
            client.putObject(put -> put.bucket("rowkeep").key("a/b"), RequestBody.fromString("kept"));
        }

        try (S3Server server = S3Server.start(settings);
                S3Client client = client(server, settings.secretKey())) {
            assertThat(client.getObjectAsBytes(get -> get.bucket("rowkeep").key("a/b"))
                            .asUtf8String())
                    .isEqualTo("kept");
        }
    }

    @Test
    void anObjectIsWrittenOnceAndOnlyWithTheRightKey() {
        try (S3Server server = S3Server.start(S3ServerSettings.of(directory));
                S3Client client = client(server, server.secretKey());
                S3Client stranger = client(server, "wrong")) {
            client.putObject(put -> put.bucket("rowkeep").key("cell").ifNoneMatch("*"), RequestBody.fromString("1"));

            assertThatThrownBy(() -> client.putObject(
                            put -> put.bucket("rowkeep").key("cell").ifNoneMatch("*"), RequestBody.fromString("2")))
                    .asInstanceOf(InstanceOfAssertFactories.type(S3Exception.class))
                    .returns(412, S3Exception::statusCode);
            assertThatThrownBy(() -> stranger.getObjectAsBytes(
                            get -> get.bucket("rowkeep").key("cell")))
                    .asInstanceOf(InstanceOfAssertFactories.type(S3Exception.class))
                    .returns(403, S3Exception::statusCode);
        }
    }

    @Test
    void partsOfSixteenMebibytesGoInSideBySide() {
        byte[] part = new byte[16 * 1024 * 1024];
        try (S3Server server = S3Server.start(S3ServerSettings.of(directory));
                S3Client client = client(server, server.secretKey())) {
            IntStream.range(0, 16)
                    .parallel()
                    .forEach(number -> client.putObject(
                            put -> put.bucket("rowkeep").key("part/" + number), RequestBody.fromBytes(part)));

            assertThat(client.listObjectsV2(list -> list.bucket("rowkeep")).contents())
                    .hasSize(16)
                    .allSatisfy(object -> assertThat(object.size()).isEqualTo(part.length));
        }
    }

    @Test
    void aTakenPortIsRefusedInOneSentence() {
        try (S3Server first = S3Server.start(S3ServerSettings.of(directory))) {
            S3ServerSettings second = new S3ServerSettings(first.endpoint().getPort(), directory, "rowkeep", "a", "b");

            assertThatThrownBy(() -> S3Server.start(second))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("ended before it was ready");
        }
    }

    @Test
    void theChildEndsWithAParentThatIsKilled() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        S3ServerHolder.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ProcessHandle child;
        try (BufferedReader output = parent.inputReader()) {
            child = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
        }

        parent.destroyForcibly();

        await().atMost(Duration.ofSeconds(60)).until(() -> !child.isAlive());
    }

    private static S3Client client(S3Server server, String secretKey) {
        return S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(server.region()))
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(server.accessKey(), secretKey)))
                .build();
    }
}
