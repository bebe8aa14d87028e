package io.rowkeep.worker.imports;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs files. */
final class Packed {

    private Packed() {}

    static byte[] gzip(byte[] file) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static byte[] zstd(byte[] file) {
        return Zstd.compress(file);
    }

    /** An archive of names and contents in turn. */
    static byte[] zip(String... namesAndContents) {
        byte[][] contents = new byte[namesAndContents.length / 2][];
        String[] names = new String[contents.length];
        for (int at = 0; at < contents.length; at++) {
            names[at] = namesAndContents[2 * at];
            contents[at] = bytes(namesAndContents[2 * at + 1]);
        }
        return zip(names, contents);
    }

    static byte[] zip(String[] names, byte[][] contents) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(packed)) {
            for (int at = 0; at < names.length; at++) {
                out.putNextEntry(new ZipEntry(names[at]));
                out.write(contents[at]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    /** The archive with another name in its place, of the same length. */
    static byte[] renamed(byte[] zip, String from, String to) {
        String text = new String(zip, StandardCharsets.ISO_8859_1);
        return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }
}
