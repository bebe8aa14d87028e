package io.rowkeep.quickstart;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * What only the owner of the data folder knows; made up at the first start and kept.
 *
 * @param database the password of all roles of the embedded PostgreSQL
 * @param broker the password of the embedded broker
 * @param s3AccessKey the embedded S3 server's
 * @param s3SecretKey the embedded S3 server's
 * @param adminToken the API's first token
 */
record Secrets(String database, String broker, String s3AccessKey, String s3SecretKey, String adminToken) {

    static Secrets random() {
        SecureRandom random = new SecureRandom();
        return new Secrets(text(random), text(random), text(random), text(random), "rk_" + text(random));
    }

    private static String text(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        // Letters and digits only in effect: the text stands in URLs, in YAML and on command lines.
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(bytes)
                .replace('-', 'a')
                .replace('_', 'b');
    }

    @Override
    public String toString() {
        return "Secrets[not shown]";
    }
}
