package io.rowkeep.artifact;

/**
 * What the parts of an entry must add up to.
 *
 * @param rows rows that end in them; 0 for a dump or a file
 * @param bytes before compression
 * @param storedBytes bytes of the objects
 */
record PartTotals(long parts, long rows, long bytes, long storedBytes) {

    static PartTotals of(TableEntry table) {
        return new PartTotals(table.parts(), table.rows(), table.bytes(), table.storedBytes());
    }

    static PartTotals of(DumpEntry dump) {
        return new PartTotals(dump.parts(), 0, dump.bytes(), dump.storedBytes());
    }

    static PartTotals of(FileEntry file) {
        return new PartTotals(file.parts().size(), 0, file.bytes(), file.storedBytes());
    }
}
