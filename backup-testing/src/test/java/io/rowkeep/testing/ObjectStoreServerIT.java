package io.rowkeep.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class ObjectStoreServerIT {

    @Test
    void everyBucketIsFreshAndKeepsWhatIsPut() {
        TestBucket one = ObjectStoreServer.shared().bucket();
        TestBucket other = ObjectStoreServer.shared().bucket();

        try (S3Client client = one.client()) {
            client.putObject(put -> put.bucket(one.name()).key("a"), RequestBody.fromString("kept"));

            assertThat(client.getObjectAsBytes(get -> get.bucket(one.name()).key("a"))
                            .asUtf8String())
                    .isEqualTo("kept");
            assertThat(client.listObjectsV2(list -> list.bucket(other.name())).contents())
                    .isEmpty();
        }
    }

    @Test
    void anObjectIsWrittenOnceAndOnlyWithTheRightKey() {
        TestBucket bucket = ObjectStoreServer.shared().bucket();
        TestBucket wrong = new TestBucket(bucket.endpoint(), bucket.region(), bucket.name(), bucket.accessKey(), "no");

        try (S3Client client = bucket.client();
                S3Client stranger = wrong.client()) {
            client.putObject(put -> put.bucket(bucket.name()).key("a").ifNoneMatch("*"), RequestBody.fromString("1"));

            assertThatThrownBy(() -> client.putObject(
                            put -> put.bucket(bucket.name()).key("a").ifNoneMatch("*"), RequestBody.fromString("2")))
                    .asInstanceOf(InstanceOfAssertFactories.type(S3Exception.class))
                    .returns(412, S3Exception::statusCode);
            assertThatThrownBy(() -> stranger.headBucket(head -> head.bucket(bucket.name())))
                    .asInstanceOf(InstanceOfAssertFactories.type(S3Exception.class))
                    .returns(403, S3Exception::statusCode);
        }
    }
}
