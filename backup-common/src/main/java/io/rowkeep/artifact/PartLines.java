package io.rowkeep.artifact;

import io.rowkeep.message.MessageMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads the lines of a part list, one at a time. Closes the stream at its end. */
final class PartLines implements Iterator<Part> {

    private static final int MAX_LINE_BYTES = 8 << 10;

    private final String key;
    private final InputStream in;
    private final byte[] line = new byte[MAX_LINE_BYTES];
    private @Nullable Part next;

    PartLines(String key, InputStream in) {
        this.key = key;
        this.in = in;
        this.next = read();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Part next() {
        Part part = next;
        if (part == null) {
            throw new NoSuchElementException();
        }
        next = read();
        return part;
    }

    private @Nullable Part read() {
        try {
            int length = readLine();
            if (length < 0) {
                in.close();
                return null;
            }
            return MessageMapper.JSON.readValue(Arrays.copyOf(line, length), Part.class);
        } catch (IOException | JacksonException e) {
            throw ArtifactFailure.damaged("The part list", key, "it is not a list of parts", e);
        }
    }

    /** The length of the next line; -1 at the end. */
    private int readLine() throws IOException {
        int length = 0;
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 && length == 0) {
                return -1;
            }
            if (b < 0 || length == MAX_LINE_BYTES) {
                throw new IOException("A line has no end");
            }
            line[length++] = (byte) b;
        }
        return length;
    }
}
