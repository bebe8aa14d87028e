package io.rowkeep.format;

import java.io.IOException;

/** Reads true, false or null. */
final class JsonBooleanReader implements JsonValueReader {

    private static final byte[] T = {'t'};
    private static final byte[] F = {'f'};

    private final JsonLiteral literal = new JsonLiteral();
    private boolean begun;

    @Override
    public void begin() {
        begun = false;
    }

    @Override
    public int read(byte[] bytes, int from, int end, OutputBuffer out) throws IOException {
        if (!begun) {
            begun = true;
            switch (bytes[from]) {
                case 't' -> literal.begin(JsonText.TRUE, T);
                case 'f' -> literal.begin(JsonText.FALSE, F);
                default -> literal.begin(JsonText.NULL, CopyText.NULL);
            }
        }
        return literal.read(bytes, from, end, out);
    }

    @Override
    public boolean ended() {
        return begun && literal.ended();
    }
}
