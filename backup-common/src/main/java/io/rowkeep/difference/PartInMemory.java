package io.rowkeep.difference;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.rowkeep.artifact.Sha256;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.DifferenceKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** A part while it is written: a zstd frame of its own, in memory until it is whole. */
final class PartInMemory implements AutoCloseable {

    private static final int LEVEL = 3;
    private static final int TARGET_LINES = 1000;
    private static final int TARGET_BYTES = 1 << 20;

    private final int number;
    private final TableName table;
    private final ByteArrayOutputStream stored = new ByteArrayOutputStream();
    private final ZstdOutputStreamNoFinalizer compressor;
    private final Map<DifferenceKind, Integer> kinds = new EnumMap<>(DifferenceKind.class);
    private int lines;
    private long bytes;

    PartInMemory(int number, TableName table) throws IOException {
        this.number = number;
        this.table = table;
        this.compressor =
                new ZstdOutputStreamNoFinalizer(stored, RecyclingBufferPool.INSTANCE, LEVEL).setChecksum(true);
    }

    void add(byte[] line, int length) throws IOException {
        kinds.merge(DifferenceLine.kind(line, length), 1, Integer::sum);
        compressor.write(line, 0, length);
        lines++;
        bytes += length;
    }

    boolean isFull() {
        return lines >= TARGET_LINES || bytes >= TARGET_BYTES;
    }

    /** Ends the frame: the object's bytes. */
    byte[] finish() throws IOException {
        compressor.close();
        return stored.toByteArray();
    }

    /** Its line of the index. */
    DifferencePart listed(byte[] object) {
        return new DifferencePart(number, table, kinds, bytes, object.length, Sha256.hex(object));
    }

    @Override
    public void close() throws IOException {
        compressor.close();
    }
}
