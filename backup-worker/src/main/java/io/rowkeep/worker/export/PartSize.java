package io.rowkeep.worker.export;

/**
 * How large a part object may become.
 *
 * @param capacity bytes of memory for one part
 * @param hardLimit stored bytes from which a part is cut even inside a row
 * @param target stored bytes from which a part is cut after the row
 * @param rawTarget bytes before compression from which a part is cut after the row, so that the parts of repetitive data stay a size
 *     that can be fetched and checked alone
 */
record PartSize(int capacity, int hardLimit, int target, long rawTarget) {

    /**
     * What may still come after the hard limit was found not to be reached: one slice, and the block that the compressor holds
     * back until it is told to end.
     */
    private static final int SLACK = 512 << 10;

    private static final int RAW_PER_STORED = 8;

    /** For parts of at most this many bytes, from 64 KiB; smaller ones than a compressor's block can be exceeded by that. */
    static PartSize atMost(int bytes) {
        int capacity = Math.max(bytes, 2 * SLACK);
        int hardLimit = Math.min(bytes, capacity - SLACK);
        return new PartSize(capacity, hardLimit, hardLimit / 4 * 3, (long) hardLimit * RAW_PER_STORED);
    }
}
