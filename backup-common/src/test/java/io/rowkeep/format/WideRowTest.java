package io.rowkeep.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows wider than any buffer. */
class WideRowTest {

    private static final int WIDTH = 64 * 1024 * 1024;
    private static final List<FormatColumn> COLUMNS = Bytes.columns(ColumnMapping.TEXT);

    @ParameterizedTest
    @EnumSource(
            names = {"SPREADSHEET", "SYSTEM"},
            mode = EnumSource.Mode.EXCLUDE)
    void aWideRowStreamsThroughEncoderAndDecoder(BackupFormat format) throws IOException {
        byte[] line = new byte[WIDTH];
        Arrays.fill(line, (byte) 'x');
        for (int i = 0; i < WIDTH / 2; i += 1024) {
            line[i] = '"';
        }
        line[WIDTH - 1] = '\n';
        RowDecoder decoder = Formats.decoder(LineFormat.PG_COPY_TEXT, format, COLUMNS);
        AtomicLong at = new AtomicLong();

        Formats.encoder(LineFormat.PG_COPY_TEXT, format, COLUMNS)
                .encode(
                        line,
                        0,
                        line.length,
                        (bytes, offset, length) -> decoder.decode(bytes, offset, length, (decoded, start, size) -> {
                            int from = (int) at.getAndAdd(size);
                            if (!Arrays.equals(decoded, start, start + size, line, from, from + size)) {
                                throw new IOException("Different after byte " + from);
                            }
                        }));

        assertThat(at).hasValue(WIDTH);
        assertThat(decoder.rows()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SPREADSHEET", "SYSTEM"},
            mode = EnumSource.Mode.EXCLUDE)
    void aRowThatFitsTheBufferIsHandedOverInOneCall(BackupFormat format) throws IOException {
        AtomicLong calls = new AtomicLong();
        RowEncoder encoder = Formats.encoder(LineFormat.PG_COPY_TEXT, format, COLUMNS);

        for (int i = 0; i < 3; i++) {
            encoder.encode(Bytes.of("ab\"\n"), 0, 4, (bytes, offset, length) -> calls.incrementAndGet());
        }

        assertThat(calls).hasValue(3);
    }
}
