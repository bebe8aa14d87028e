package io.rowkeep.worker.imports;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;

/** How a file is packed, told by its first bytes: names and content types are only claims. */
enum Packing {
    PLAIN,
    GZIP,
    ZSTD,
    ZIP;

    /** How much {@link #of} looks at. */
    static final int LONGEST_MAGIC = 4;

    /** A frame that wants a larger window would take it from native memory. */
    private static final int MAX_WINDOW_LOG = 27;

    /** Looks without taking anything. */
    static Packing of(PushbackInputStream in) throws IOException {
        byte[] start = in.readNBytes(LONGEST_MAGIC);
        in.unread(start);
        int magic = 0;
        for (int at = 0; at < LONGEST_MAGIC; at++) {
            magic = (magic << 8) | (at < start.length ? start[at] & 0xff : 0);
        }
        return switch (magic) {
            case 0x504b0304, 0x504b0506, 0x504b0708 -> ZIP;
            case 0x28b52ffd -> ZSTD;
            default -> magic >>> 16 == 0x1f8b ? GZIP : PLAIN;
        };
    }

    /** The bytes without their packing; an archive stays one. */
    InputStream unpack(InputStream in) throws IOException {
        return switch (this) {
            case PLAIN, ZIP -> in;
            case GZIP -> new GzipMembers(in);
            case ZSTD -> new ZstdInputStreamNoFinalizer(in).setLongMax(MAX_WINDOW_LOG);
        };
    }

    /**
     * Refuses what is packed once more within its packing.
     *
     * @param what the name of the file
     */
    static PushbackInputStream requirePlain(InputStream unpacked, String what) throws IOException {
        PushbackInputStream in = new PushbackInputStream(unpacked, LONGEST_MAGIC);
        Packing inner = of(in);
        if (inner != PLAIN) {
            throw Refusal.of("%s is packed twice: inside its packing there is another one (%s)"
                    .formatted(what, inner.name().toLowerCase(Locale.ROOT)));
        }
        return in;
    }
}
