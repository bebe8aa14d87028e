package io.rowkeep.worker.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps what was whole, and lets somebody else change files meanwhile. */
final class ReceivedFiles implements FileReceiver {

    final Map<String, String> files = new LinkedHashMap<>();

    /** Runs between the look at a file and its opening. */
    Hook onBegin = (path, tries) -> {};

    /** Runs while a file {@code a.txt} is read. */
    Hook onBytes = (path, tries) -> {};

    private final StringBuilder content = new StringBuilder();
    private String path = "";
    private int tries;

    @Override
    public void begin(String newPath) throws IOException {
        tries = newPath.equals(path) ? tries + 1 : 1;
        path = newPath;
        content.setLength(0);
        onBegin.run(path, tries);
    }

    @Override
    public void bytes(byte[] bytes, int length) throws IOException {
        content.append(new String(bytes, 0, length, StandardCharsets.UTF_8));
        if (path.endsWith("a.txt")) {
            onBytes.run(path, tries);
        }
    }

    @Override
    public void whole(Instant modifiedAt) {
        files.put(path, content.toString());
    }

    @Override
    public void drop() {
        content.setLength(0);
    }

    /** Does what somebody else does meanwhile. */
    interface Hook {
        void run(String path, int tries) throws IOException;
    }
}
