package io.rowkeep.artifact;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;

/** What every reader holds against the zstd frames that it finds in the bucket. */
public final class StoredFrame {

    /** A frame that wants a larger window is refused: it would be taken from native memory. */
    private static final int MAX_WINDOW_LOG = 23;

    private StoredFrame() {}

    /** Decompresses a stream, and closes it when it is closed. */
    public static InputStream open(InputStream stored) throws IOException {
        return new ZstdInputStreamNoFinalizer(stored).setLongMax(MAX_WINDOW_LOG);
    }
}
