package io.rowkeep.judge;

import io.rowkeep.testing.TestBucket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import tools.jackson.databind.JsonNode;

/** The objects that a backup is stored as, which a test may harm. Closing puts every one of them right again. */
public final class StoredBackup implements AutoCloseable {

    private final S3Client s3;
    private final String bucket;
    private final String backup;
    private final Map<String, byte[]> originals = new TreeMap<>();

    /** @param backupJob which has succeeded */
    public StoredBackup(TestBucket bucket, JsonNode backupJob) {
        this.s3 = bucket.client();
        this.bucket = bucket.name();
        this.backup = backupJob.get("backupId").stringValue();
    }

    /** What can happen to an object. */
    public enum Harm {
        /** One bit is another one. */
        FLIPPED,
        /** The last byte is missing. */
        CUT,
        /** Another object of the backup lies there. */
        EXCHANGED,
        /** Nothing lies there. */
        GONE
    }

    /** The keys of everything in the bucket. */
    public List<String> everything() {
        return s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** The first key whose end, behind the backup's folder, is of this pattern. */
    public String key(String pattern) {
        return everything().stream()
                .filter(key -> key.matches(".*/%s/%s".formatted(backup, pattern)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing of backup %s is called %s".formatted(backup, pattern)));
    }

    /** What lies at a key. */
    public byte[] bytes(String key) {
        return s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray();
    }

    /** Puts something else there. */
    public void put(String key, byte[] bytes) {
        originals.computeIfAbsent(key, this::bytes);
        s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    }

    /** Harms an object. */
    public void harm(String key, Harm harm) {
        byte[] bytes = bytes(key);
        switch (harm) {
            case FLIPPED -> {
                bytes[bytes.length / 2] ^= 1;
                put(key, bytes);
            }
            case CUT -> put(key, Arrays.copyOf(bytes, bytes.length - 1));
            case EXCHANGED -> put(key, bytes(another(key)));
            case GONE -> {
                originals.put(key, bytes);
                s3.deleteObject(delete -> delete.bucket(bucket).key(key));
            }
        }
    }

    private String another(String key) {
        return everything().stream()
                .filter(other -> other.contains(backup) && other.endsWith(".zst") && !other.equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        originals.forEach(
                (key, bytes) -> s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(bytes)));
        s3.close();
    }
}
