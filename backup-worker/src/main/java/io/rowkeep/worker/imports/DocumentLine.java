package io.rowkeep.worker.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rowkeep.artifact.Column;
import io.rowkeep.failure.BackupException;
import io.rowkeep.format.ByteSink;
import io.rowkeep.worker.source.SourceTable;
import java.io.ByteArrayOutputStream;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import tools.jackson.core.JsonParser;

/** A record of a collection: the JSON object as it is, on one line. What its values are is the collection's to know. */
final class DocumentLine implements RecordLine {

    private final SourceTable table;
    private final int maxBytes;
    private final Bytes bytes = new Bytes();
    private long record;

    /** @param maxBytes of the line */
    DocumentLine(SourceTable table, int maxBytes) {
        this.table = table;
        this.maxBytes = maxBytes;
    }

    @Override
    public void begin() {
        record++;
        bytes.reset();
    }

    @Override
    public void object(JsonParser json) throws IOException {
        try (Writer text = new ZeroWriter(new OutputStreamWriter(bytes, UTF_8.newEncoder()))) {
            JsonValue.nested(json, text);
        } catch (CharacterCodingException e) {
            throw refusal("it holds half of a surrogate pair, which is no character");
        }
        bytes.write('\n');
    }

    @Override
    public void writeTo(ByteSink sink) throws IOException {
        bytes.writeTo(sink);
    }

    @Override
    public List<Column> occurring() {
        return table.columns();
    }

    @Override
    public BackupException refusal(String why) {
        return Refusal.of("Table %s, record %d: %s".formatted(table.name(), record, why));
    }

    /** Documents may hold what no table can: the character U+0000 within a string, which JSON writes with an escape. */
    private static final class ZeroWriter extends FilterWriter {

        ZeroWriter(Writer out) {
            super(out);
        }

        @Override
        public void write(int c) throws IOException {
            if (c == 0) {
                out.write("\\u0000");
            } else {
                out.write(c);
            }
        }
    }

    /** What is too wide is refused before memory runs out. */
    private final class Bytes extends ByteArrayOutputStream {

        @Override
        public synchronized void write(int value) {
            require(1);
            super.write(value);
        }

        @Override
        public synchronized void write(byte[] more, int offset, int length) {
            require(length);
            super.write(more, offset, length);
        }

        private void require(int more) {
            if (more > maxBytes - count) {
                throw refusal("the record is wider than %d bytes, the limit of this worker".formatted(maxBytes));
            }
        }

        void writeTo(ByteSink sink) throws IOException {
            sink.write(buf, 0, count);
        }
    }
}
