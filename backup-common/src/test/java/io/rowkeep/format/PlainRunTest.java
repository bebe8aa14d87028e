package io.rowkeep.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The eight-bytes-a-step search against the obvious one. */
class PlainRunTest {

    @Test
    void everyByteIsPlainOrNotAtEveryPlace() {
        for (int value = 0; value < 256; value++) {
            for (int place = 0; place < 20; place++) {
                byte[] bytes = "abcdefghijklmnopqrst".getBytes(US_ASCII);
                bytes[place] = (byte) value;

                assertThat(PlainRun.end(bytes, 0, bytes.length)).isEqualTo(isPlain(value) ? bytes.length : place);
            }
        }
    }

    @Test
    void randomBytesEndWhereTheObviousSearchEnds() {
        Random random = new Random(1);
        byte[] bytes = new byte[24];
        for (int i = 0; i < 200_000; i++) {
            random.nextBytes(bytes);
            for (int j = random.nextInt(bytes.length); j >= 0; j--) {
                bytes[random.nextInt(bytes.length)] = (byte) (' ' + random.nextInt(96));
            }
            int from = random.nextInt(8);
            int end = bytes.length - random.nextInt(8);

            assertThat(PlainRun.end(bytes, from, end)).isEqualTo(obvious(bytes, from, end));
        }
    }

    private static int obvious(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && isPlain(bytes[at] & 0xff)) {
            at++;
        }
        return at;
    }

    private static boolean isPlain(int value) {
        return value >= 0x20 && value < 0x80 && value != '"' && value != '\\';
    }
}
