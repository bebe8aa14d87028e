package io.rowkeep.storage.s3;

import io.rowkeep.settings.S3Settings;
import io.rowkeep.storage.ObjectStore;
import io.rowkeep.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket of an S3-compatible store. Safe for use by many threads. */
public final class S3ObjectStore implements ObjectStore {

    private static final String CONTENT_TYPE = "application/octet-stream";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final S3Client client;
    private final S3Settings settings;
    private final S3Faults faults;
    private final String prefix;

    private S3ObjectStore(S3Client client, S3Settings settings) {
        this.client = client;
        this.settings = settings;
        this.faults = new S3Faults(settings);
        this.prefix = normalise(settings.prefix());
    }

    /** Makes the client; nothing is sent before the first call. */
    public static S3ObjectStore open(S3Settings settings) {
        return open(settings, FIRST_PAUSE);
    }

    static S3ObjectStore open(S3Settings settings, Duration firstPause) {
        return new S3ObjectStore(S3ClientFactory.create(settings, firstPause), settings);
    }

    @Override
    public void put(String key, byte[] bytes, int offset, int length) {
        call("write " + key, () -> client.putObject(request(key).build(), body(bytes, offset, length)));
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        return settings.conditionalWrites() ? putConditionally(key, bytes) : putAfterLook(key, bytes);
    }

    private boolean putConditionally(String key, byte[] bytes) {
        return call("write " + key, () -> {
            try {
                client.putObject(request(key).ifNoneMatch("*").build(), body(bytes, 0, bytes.length));
                return true;
            } catch (S3Exception e) {
                if (S3Faults.isPreconditionFailed(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    // Two callers may both see nothing and both write, and the later one stays: what the operator accepted who
    // switched conditional writes off. The guarded update of the job row comes before this call, so that only a
    // frozen worker that wakes up exactly between its look and its write can do harm.
    private boolean putAfterLook(String key, byte[] bytes) {
        boolean absent = findable(
                        "look at " + key,
                        () -> client.headObject(
                                head -> head.bucket(settings.bucket()).key(prefix + key)))
                .isEmpty();
        if (absent) {
            put(key, bytes, 0, bytes.length);
        }
        return absent;
    }

    @Override
    public Optional<byte[]> get(String key, int maxBytes) {
        String doing = "read " + key;
        return findable(
                        doing,
                        () -> client.getObject(
                                get -> get.bucket(settings.bucket()).key(prefix + key), new BoundedBody(maxBytes)))
                .map(body -> body.required(settings.bucket(), key));
    }

    @Override
    public Optional<InputStream> open(String key) {
        String doing = "read " + key;
        return findable(
                        doing,
                        () -> client.getObject(
                                get -> get.bucket(settings.bucket()).key(prefix + key)))
                .map(response -> new ObjectStream(response, faults, doing));
    }

    @Override
    public Stream<StoredObject> list(String keyPrefix) {
        ObjectPages pages = new ObjectPages(
                continuation -> page(keyPrefix, continuation),
                object -> new StoredObject(
                        object.key().substring(prefix.length()), object.size(), object.lastModified()));
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(pages, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    private ListObjectsV2Response page(String keyPrefix, @Nullable String continuation) {
        return call(
                "list " + keyPrefix,
                () -> client.listObjectsV2(list -> list.bucket(settings.bucket())
                        .prefix(prefix + keyPrefix)
                        .continuationToken(continuation)));
    }

    @Override
    public void delete(String key) {
        findable(
                "delete " + key,
                () -> client.deleteObject(
                        delete -> delete.bucket(settings.bucket()).key(prefix + key)));
    }

    @Override
    public void probe() {
        new S3Probe(this, settings).run();
    }

    @Override
    public void close() {
        client.close();
    }

    private PutObjectRequest.Builder request(String key) {
        return PutObjectRequest.builder().bucket(settings.bucket()).key(prefix + key);
    }

    // Straight from the caller's array, and again from its start when the call is repeated.
    private static RequestBody body(byte[] bytes, int offset, int length) {
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes, offset, length), length, CONTENT_TYPE);
    }

    private <T> Optional<T> findable(String doing, Supplier<T> call) {
        return call(doing, () -> {
            try {
                return Optional.of(call.get());
            } catch (S3Exception e) {
                if (S3Faults.isMissingObject(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private <T> T call(String doing, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw faults.failure(doing, e);
        }
    }

    private static String normalise(String prefix) {
        String inner = prefix.replaceAll("^/+|/+$", "");
        return inner.isEmpty() ? "" : inner + "/";
    }
}
