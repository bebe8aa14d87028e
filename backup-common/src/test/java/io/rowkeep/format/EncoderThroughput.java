package io.rowkeep.format;

import static io.rowkeep.format.ColumnMapping.BOOLEAN;
import static io.rowkeep.format.ColumnMapping.JSON;
import static io.rowkeep.format.ColumnMapping.NUMBER;
import static io.rowkeep.format.ColumnMapping.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** Prints MB of COPY text per second for each encoder and decoder, over a table of ten columns; no test, asserts nothing. */
final class EncoderThroughput {

    private static final int ROWS = 100_000;
    private static final int ROUNDS = 15;
    private static final int CHUNK = 128 * 1024;
    private static final List<FormatColumn> COLUMNS = List.of(
            new FormatColumn("id", NUMBER),
            new FormatColumn("customer_id", NUMBER),
            new FormatColumn("amount", NUMBER),
            new FormatColumn("created_at", TEXT),
            new FormatColumn("updated_at", TEXT),
            new FormatColumn("title", TEXT),
            new FormatColumn("description", TEXT),
            new FormatColumn("external_id", TEXT),
            new FormatColumn("attributes", JSON),
            new FormatColumn("active", BOOLEAN));
    private static final String[] WORDS =
            "lorem ipsum dolor sit amet consectetur \"quoted\" C:\\\\dir line\\nbreak tab\\there".split(" ", -1);
    private static final String[] BEYOND_ASCII = "größer Straße naïve Привет мир 日本語 テスト 😀".split(" ", -1);

    private final Random random = new Random(42);
    private long sink;

    private EncoderThroughput() {}

    public static void main(String[] arguments) throws IOException {
        EncoderThroughput bench = new EncoderThroughput();
        System.out.println("MB of COPY text per second (median of " + ROUNDS + " rounds), and time against a copy");
        bench.run("ASCII", ROWS, WORDS, 10);
        bench.run("one word in three beyond ASCII", ROWS, mixed(), 10);
        bench.run("every word beyond ASCII", ROWS, BEYOND_ASCII, 10);
        bench.run("long plain texts", ROWS / 10, Arrays.copyOf(WORDS, 6), 500);
    }

    private void run(String title, int rows, String[] words, int wordsInText) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < rows; i++) {
            byte[] line = line(i, words, wordsInText).getBytes(UTF_8);
            lines.add(line);
            bytes += line.length;
        }
        System.out.printf(Locale.ROOT, "%n%s: %d rows, %.1f MB%n", title, rows, bytes / 1e6);
        double copy = median(() -> {
            byte[] target = new byte[OutputBuffer.CAPACITY];
            for (byte[] line : lines) {
                System.arraycopy(line, 0, target, 0, line.length);
                sink += target[line.length - 1];
            }
        });
        print("copy", bytes, copy, copy);
        for (BackupFormat format : List.of(BackupFormat.JSON, BackupFormat.CSV, BackupFormat.NATIVE)) {
            RowEncoder encoder = Formats.encoder(LineFormat.PG_COPY_TEXT, format, COLUMNS);
            print(
                    format.id() + " encode",
                    bytes,
                    median(() -> {
                        for (byte[] line : lines) {
                            encoder.encode(line, 0, line.length, this::count);
                        }
                    }),
                    copy);
            ByteArrayOutputStream stored = new ByteArrayOutputStream();
            for (byte[] line : lines) {
                encoder.encode(line, 0, line.length, stored::write);
            }
            byte[] all = stored.toByteArray();
            print(format.id() + " decode", bytes, median(() -> decode(format, all)), copy);
        }
    }

    private void decode(BackupFormat format, byte[] all) throws IOException {
        RowDecoder decoder = Formats.decoder(LineFormat.PG_COPY_TEXT, format, COLUMNS);
        for (int at = 0; at < all.length; at += CHUNK) {
            decoder.decode(all, at, Math.min(CHUNK, all.length - at), this::count);
        }
        decoder.finish(this::count);
    }

    private void count(byte[] bytes, int offset, int length) {
        sink += bytes[offset] + length;
    }

    private static void print(String what, long bytes, double seconds, double copy) {
        System.out.printf(Locale.ROOT, "%-14s %8.0f MB/s %8.1f x%n", what, bytes / 1e6 / seconds, seconds / copy);
    }

    private static double median(Round round) throws IOException {
        long[] nanos = new long[ROUNDS];
        for (int i = -5; i < ROUNDS; i++) {
            long start = System.nanoTime();
            round.run();
            if (i >= 0) {
                nanos[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(nanos);
        return nanos[ROUNDS / 2] / 1e9;
    }

    private String line(int id, String[] words, int wordsInText) {
        return String.join(
                "\t",
                Long.toString(4_000_000_000L + id),
                Integer.toString(random.nextInt(1_000_000)),
                random.nextInt(100_000) + ".25",
                "2026-03-01 12:34:56.123456+00",
                random.nextInt(4) == 0 ? "\\N" : "2026-11-21 02:46:05.654321+00",
                text(words, 3),
                text(words, wordsInText),
                new UUID(random.nextLong(), random.nextLong()).toString(),
                "{\"tags\": [\"a\", \"b\"], \"score\": %d, \"note\": \"say \\\\\"hi\\\\\"\"}".formatted(id),
                random.nextBoolean() ? "t\n" : "f\n");
    }

    private String text(String[] words, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(words[random.nextInt(words.length)]);
        }
        return text.toString();
    }

    private static String[] mixed() {
        List<String> words = new ArrayList<>(List.of(WORDS));
        words.addAll(Arrays.asList(WORDS));
        words.addAll(Arrays.asList(BEYOND_ASCII));
        return words.toArray(String[]::new);
    }

    private interface Round {
        void run() throws IOException;
    }
}
