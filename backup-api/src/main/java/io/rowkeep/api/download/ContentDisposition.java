package io.rowkeep.api.download;

import java.nio.charset.StandardCharsets;

/** The header that names a downloaded file. */
final class ContentDisposition {

    private ContentDisposition() {}

    /** The header {@code Content-Disposition} as RFC 6266 has it: plain for old clients, exact for the others. */
    static String of(String name) {
        String plain = name.replaceAll("[^\\x20-\\x7e]|[\"%\\\\]", "_");
        String header = "attachment; filename=\"%s\"".formatted(plain);
        return plain.equals(name) ? header : header + "; filename*=UTF-8''" + encode(name);
    }

    private static String encode(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._".indexOf(c) >= 0);
            encoded.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return encoded.toString();
    }
}
