package io.rowkeep.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Runs encoders and decoders over strings and arrays. */
final class Bytes {

    private Bytes() {}

    static byte[] of(String text) {
        return text.getBytes(UTF_8);
    }

    /** What an encoder makes of these lines, one call per line. */
    static byte[] encode(BackupFormat format, List<FormatColumn> columns, List<byte[]> lines) {
        RowEncoder encoder = Formats.encoder(LineFormat.PG_COPY_TEXT, format, columns);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            for (byte[] line : lines) {
                encoder.encode(line, 0, line.length, out::write);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static String encode(BackupFormat format, List<FormatColumn> columns, String line) {
        return new String(encode(format, columns, List.of(of(line))), UTF_8);
    }

    /** What a decoder makes of a whole stream, cut before each of these offsets. */
    static byte[] decode(BackupFormat format, List<FormatColumn> columns, byte[] stored, int... cuts) {
        RowDecoder decoder = Formats.decoder(LineFormat.PG_COPY_TEXT, format, columns);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            int from = 0;
            for (int cut : cuts) {
                decoder.decode(stored, from, cut - from, out::write);
                from = cut;
            }
            decoder.decode(stored, from, stored.length - from, out::write);
            decoder.finish(out::write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static String decode(BackupFormat format, List<FormatColumn> columns, String stored) {
        return new String(decode(format, columns, of(stored)), UTF_8);
    }

    static List<FormatColumn> columns(ColumnMapping... mappings) {
        List<FormatColumn> columns = new ArrayList<>();
        for (ColumnMapping mapping : mappings) {
            columns.add(new FormatColumn(String.valueOf((char) ('a' + columns.size())), mapping));
        }
        return columns;
    }
}
