package io.rowkeep.worker.imports;

import java.io.Writer;

/** Collects the characters of a name, and refuses one that is too long for any before it is in memory. For one thread. */
final class NameText extends Writer {

    /** Names of servers have 63 bytes; whoever writes another name around records may take more. */
    private static final int LONGEST = 1000;

    private final StringBuilder name = new StringBuilder();
    private final String file;

    /** @param file its name for a sentence */
    NameText(String file) {
        this.file = file;
    }

    @Override
    public void write(char[] text, int offset, int length) {
        name.append(text, offset, Math.min(length, LONGEST + 1 - name.length()));
        require(name, file);
    }

    /**
     * Refuses a name that is too long.
     *
     * @param file its name for a sentence
     */
    static void require(CharSequence name, String file) {
        if (name.length() > LONGEST) {
            throw Refusal.of("%s has a name of more than %d characters, which begins with %s"
                    .formatted(file, LONGEST, Refusal.quote(name.toString())));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return name.toString();
    }
}
