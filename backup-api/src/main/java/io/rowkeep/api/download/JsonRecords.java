package io.rowkeep.api.download;

import io.rowkeep.artifact.TableEntry;
import java.io.IOException;
import java.io.OutputStream;

/** Writes tables as arrays of records, one on a line. For one download and one thread. */
final class JsonRecords {

    private final TableWriter tables;
    private final OutputStream out;
    private boolean first;

    JsonRecords(TableWriter tables, OutputStream out) {
        this.tables = tables;
        this.out = out;
    }

    /** Writes the array of a table's records, as a restore reads them. */
    void write(TableEntry entry) throws IOException {
        begin();
        tables.writeObjects(entry, out::write, this::separate);
        out.write(']');
    }

    /** Writes it with plain values, as applications print them. */
    void writePlain(TableEntry entry) throws IOException {
        begin();
        tables.writePlainObjects(entry, out::write, this::separate);
        out.write(']');
    }

    private void begin() throws IOException {
        out.write('[');
        first = true;
    }

    private void separate() throws IOException {
        out.write(first ? '\n' : ',');
        first = false;
    }
}
