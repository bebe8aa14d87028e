package io.rowkeep.worker.imports;

import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The characters of a UTF-8 file, without the mark that some programs put at its start. Anything else is refused. For one thread. */
final class Utf8Text extends FilterReader {

    private static final char MARK = '\ufeff';

    private final String file;
    private boolean begun;
    private int last = -1;
    private long read;

    /** @param file its name for a sentence */
    Utf8Text(InputStream in, String file) {
        super(new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = decoded(buffer, offset, length);
        if (!begun && count > 0) {
            begun = true;
            if (buffer[offset] == MARK) {
                System.arraycopy(buffer, offset + 1, buffer, offset, count - 1);
                count = count == 1 ? decoded(buffer, offset, length) : count - 1;
            }
        }
        if (count > 0) {
            last = buffer[offset + count - 1];
            read += count;
        }
        return count;
    }

    private int decoded(char[] buffer, int offset, int length) throws IOException {
        try {
            return in.read(buffer, offset, length);
        } catch (CharacterCodingException e) {
            throw Refusal.of("%s is not UTF-8: save it in that encoding".formatted(file), e);
        }
    }

    /** The character that was read last; -1 before the first. */
    int last() {
        return last;
    }

    /** How many characters were read. */
    long position() {
        return read;
    }
}
