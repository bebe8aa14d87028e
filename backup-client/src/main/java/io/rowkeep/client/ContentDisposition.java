package io.rowkeep.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file name in {@code Content-Disposition}, RFC 6266, made safe to be created in any folder. */
final class ContentDisposition {

    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([\\w!#$&+\\-^`|~.*]+)\\s*=\\s*(\"((?:[^\"\\\\]|\\\\.)*)\"|[^;\\s]+)");
    private static final Pattern EXTENDED = Pattern.compile("(?i)(utf-8|iso-8859-1)'[^']*'(.*)");
    private static final int LONGEST = 200;

    private ContentDisposition() {}

    /** The name that the server gave, without any path; empty when nothing is left of it. {@code filename*} goes before {@code filename}. */
    static Optional<String> fileName(String header) {
        String plain = "";
        String extended = "";
        Matcher matcher = PARAMETER.matcher(header);
        while (matcher.find()) {
            String name = matcher.group(1).toLowerCase(Locale.ROOT);
            String quoted = matcher.group(3);
            String value = quoted == null ? matcher.group(2) : quoted.replaceAll("\\\\(.)", "$1");
            if (name.equals("filename")) {
                plain = value;
            } else if (name.equals("filename*")) {
                extended = decode(value);
            }
        }
        String fallback = plain;
        return safe(extended).or(() -> safe(fallback));
    }

    private static String decode(String value) {
        Matcher matcher = EXTENDED.matcher(value);
        if (!matcher.matches()) {
            return "";
        }
        Charset charset =
                matcher.group(1).equalsIgnoreCase("utf-8") ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        String text = matcher.group(2);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && text.substring(i + 1).matches("(?s)[0-9a-fA-F]{2}.*")) {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toString(charset);
    }

    // What follows the last separator of any system, without what makes a name hidden, a device, a stream or
    // unprintable.
    private static Optional<String> safe(String name) {
        String last = name.replaceAll("(?s).*[/\\\\]", "");
        String clean = last.replaceAll("[\\p{Cntrl}\\p{Cf}:*?\"<>|]", "_").replaceAll("^[.\\s]+|[.\\s]+$", "");
        return clean.isEmpty() ? Optional.empty() : Optional.of(clean.substring(Math.max(0, clean.length() - LONGEST)));
    }
}
