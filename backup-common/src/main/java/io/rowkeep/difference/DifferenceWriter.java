package io.rowkeep.difference;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.ByteSink;
import io.rowkeep.message.MessageMapper;
import io.rowkeep.storage.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Stores the differences of a preview, table after table, in objects of some thousand lines or 1 MiB. Holds one part and the index
 * (some 60 bytes for each part) in memory. What is there without an index is no list. For one thread.
 */
public final class DifferenceWriter implements AutoCloseable {

    private static final int LEVEL = 3;

    private final ObjectStore store;
    private final DifferenceKeys keys;
    private final ByteArrayOutputStream index = new ByteArrayOutputStream();
    private final ZstdOutputStreamNoFinalizer indexCompressor;
    private @Nullable DifferenceLines table;
    private @Nullable PartInMemory part;
    private int parts;

    public DifferenceWriter(ObjectStore store, DifferenceKeys keys) throws IOException {
        this.store = store;
        this.keys = keys;
        this.indexCompressor = new ZstdOutputStreamNoFinalizer(index, LEVEL).setChecksum(true);
    }

    /**
     * Where the differences of a table go, one object of JSON a line with at least {@code kind}, each line ended; the table before it
     * is whole.
     *
     * @return a sink that fails with {@code ROW_TOO_LARGE} for a line of more than 16 MiB
     */
    public ByteSink table(TableName name) throws IOException {
        endTable();
        DifferenceLines lines = new DifferenceLines(name, (line, length) -> add(name, line, length));
        table = lines;
        return lines;
    }

    /** Stores what is left and then the index: from now on there is a list, also when it is empty. */
    public void finish() throws IOException {
        endTable();
        indexCompressor.close();
        store.put(keys.index(), index.toByteArray(), 0, index.size());
    }

    /** Lets go of memory; without {@link #finish} before it there is no list. */
    @Override
    public void close() throws IOException {
        try {
            if (part != null) {
                part.close();
            }
        } finally {
            indexCompressor.close();
        }
    }

    private void add(TableName name, byte[] line, int length) throws IOException {
        PartInMemory open = part == null ? new PartInMemory(parts++, name) : part;
        part = open;
        open.add(line, length);
        if (open.isFull()) {
            cut(open);
        }
    }

    private void endTable() throws IOException {
        if (table != null) {
            table.end();
        }
        if (part != null) {
            cut(part);
        }
    }

    private void cut(PartInMemory full) throws IOException {
        byte[] object = full.finish();
        DifferencePart listed = full.listed(object);
        part = null;
        store.put(keys.part(listed.number()), object, 0, object.length);
        indexCompressor.write(MessageMapper.JSON.writeValueAsBytes(listed));
        indexCompressor.write('\n');
    }
}
