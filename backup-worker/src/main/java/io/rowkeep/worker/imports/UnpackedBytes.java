package io.rowkeep.worker.imports;

import io.rowkeep.worker.settings.ImportLimits;

/** Counts what a file becomes when it is unpacked, and refuses one that becomes too much. For one thread. */
final class UnpackedBytes {

    /** Small files compress as well as bombs do, and harm nobody. */
    private static final long SMALL = 16 << 20;

    private final PieceStream packed;
    private final ImportLimits limits;
    private long bytes;

    UnpackedBytes(PieceStream packed, ImportLimits limits) {
        this.packed = packed;
        this.limits = limits;
    }

    void add(long more) {
        bytes += more;
        if (bytes > limits.maxUnpackedBytes()) {
            throw Refusal.of("The file holds more than %d bytes when it is unpacked, the limit of this installation"
                    .formatted(limits.maxUnpackedBytes()));
        }
        if (bytes > SMALL && bytes / limits.maxRatio() > packed.position()) {
            throw Refusal.of(
                    "The file becomes more than %d times larger when it is unpacked, the limit of this installation"
                            .formatted(limits.maxRatio()));
        }
    }
}
