package io.rowkeep.format;

import java.io.IOException;

/** Reads a fixed word, however its bytes are cut, and puts what it stands for. */
final class JsonLiteral {

    private byte[] word = JsonText.NULL;
    private byte[] meaning = CopyText.NULL;
    private int matched;

    void begin(byte[] newWord, byte[] newMeaning) {
        word = newWord;
        meaning = newMeaning;
        matched = 0;
    }

    int read(byte[] bytes, int from, int end, OutputBuffer out) throws IOException {
        int at = from;
        while (at < end && matched < word.length) {
            if (bytes[at] != word[matched]) {
                throw Malformed.unexpected(bytes[at], "in a word");
            }
            at++;
            matched++;
        }
        if (ended()) {
            out.put(meaning);
        }
        return at;
    }

    boolean ended() {
        return matched == word.length;
    }
}
