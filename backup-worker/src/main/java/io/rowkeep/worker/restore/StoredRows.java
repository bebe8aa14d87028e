package io.rowkeep.worker.restore;

import io.rowkeep.artifact.ArtifactKeys;
import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.Part;
import io.rowkeep.artifact.PartConsumer;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.format.ByteSink;
import io.rowkeep.format.Formats;
import io.rowkeep.format.RowDecoder;
import io.rowkeep.worker.change.ChangeProgress;
import io.rowkeep.worker.source.LineSource;
import java.io.IOException;

/** The rows of a stored table, checked part by part, decoded to its line format and cut down to what has a place. Each use reads them anew. */
final class StoredRows implements LineSource {

    private final BackupReader reader;
    private final ArtifactKeys keys;
    private final BackupFormat format;
    private final FittedTable table;
    private final ChangeProgress progress;

    StoredRows(
            BackupReader reader, ArtifactKeys keys, BackupFormat format, FittedTable table, ChangeProgress progress) {
        this.reader = reader;
        this.keys = keys;
        this.format = format;
        this.table = table;
        this.progress = progress;
    }

    @Override
    public void writeTo(ByteSink sink) throws IOException {
        RowDecoder decoder = Formats.decoder(
                table.entry().lineFormat(), format, table.entry().formatColumns());
        ByteSink counted = (bytes, offset, length) -> {
            sink.write(bytes, offset, length);
            progress.sent(length);
        };
        ByteSink lines = table.into(counted);
        reader.readTable(keys, table.entry(), new PartConsumer() {
            @Override
            public void bytes(byte[] bytes, int offset, int length) throws IOException {
                progress.checkpoint();
                decoder.decode(bytes, offset, length, lines);
            }

            @Override
            public void endOfPart(Part part) {
                progress.rows(decoder.rows());
            }
        });
        decoder.finish(lines);
    }
}
