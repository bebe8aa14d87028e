package io.rowkeep.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where backups are stored.
 *
 * @param endpoint the S3-compatible server; null means AWS
 * @param prefix what every key begins with, without a slash at either end; may be empty
 * @param secretKey never printed
 * @param pathStyle whether the bucket stands in the path and not in the host name
 * @param conditionalWrites whether the store honours {@code If-None-Match: *}
 */
public record S3Settings(
        @Nullable URI endpoint,
        String region,
        String bucket,
        String prefix,
        String accessKey,
        String secretKey,
        boolean pathStyle,
        boolean conditionalWrites,
        Checksums checksums) {

    private static final String ENDPOINT_KEY = "rowkeep.s3.endpoint";

    /** When the SDK sends and checks its own checksums, beside our SHA-256. */
    public enum Checksums {
        /** Only where the operation asks for one: for stores that do not know them. */
        WHEN_REQUIRED,
        /** Always. */
        WHEN_SUPPORTED
    }

    /** Asks for {@code rowkeep.s3.*}. */
    public static S3Settings read(SettingsReader reader) {
        URI endpoint =
                reader.optional(ENDPOINT_KEY).map(text -> parse(reader, text)).orElse(null);
        return new S3Settings(
                endpoint,
                reader.text("rowkeep.s3.region", "us-east-1"),
                reader.required("rowkeep.s3.bucket", "the name of the bucket that holds the backups"),
                withoutSlashes(reader.text("rowkeep.s3.prefix", "")),
                reader.required("rowkeep.s3.access-key", "the access key of the object store"),
                reader.required("rowkeep.s3.secret-key", "the secret key of the object store"),
                reader.flag("rowkeep.s3.path-style", endpoint != null),
                reader.flag("rowkeep.s3.conditional-writes", true),
                reader.choice("rowkeep.s3.checksums", Checksums.WHEN_SUPPORTED));
    }

    private static URI parse(SettingsReader reader, String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null
                    && uri.getUserInfo() == null
                    && Set.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Falls through: the sentence is the same, and its message could repeat a secret.
        }
        throw reader.wrong(ENDPOINT_KEY, "must read like https://host or http://host:port");
    }

    private static String withoutSlashes(String prefix) {
        return prefix.replaceAll("^/+|/+$", "");
    }

    @Override
    public String toString() {
        return "S3Settings[endpoint=%s, region=%s, bucket=%s, prefix=%s, accessKey=%s]"
                .formatted(endpoint, region, bucket, prefix, accessKey);
    }
}
