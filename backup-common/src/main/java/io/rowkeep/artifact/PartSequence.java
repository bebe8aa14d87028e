package io.rowkeep.artifact;

import org.jspecify.annotations.Nullable;

/** Checks that parts follow each other as a part list must have them, and sums them up. */
final class PartSequence {

    private final String listKey;
    private @Nullable Part last;
    private long parts;
    private long rows;
    private long bytes;
    private long storedBytes;

    PartSequence(String listKey) {
        this.listKey = listKey;
    }

    void add(Part part) {
        requireSane(part);
        requireNext(part);
        last = part;
        parts++;
        rows += part.rows();
        bytes += part.bytes();
        storedBytes += part.storedBytes();
    }

    void requireComplete(PartTotals expected) {
        if (last != null && last.continues()) {
            throw damaged("its last part ends inside a row");
        }
        if (!new PartTotals(parts, rows, bytes, storedBytes).equals(expected)) {
            throw damaged("it has %d parts, %d rows and %d bytes, and the manifest says %d, %d and %d"
                    .formatted(parts, rows, bytes, expected.parts(), expected.rows(), expected.bytes()));
        }
    }

    private void requireSane(Part part) {
        RelativeKey.require(part.key(), "The part");
        boolean sane = part.rows() >= 0
                && part.bytes() >= 0
                && part.storedBytes() > 0
                && part.storedBytes() <= PartObject.MAX_STORED_BYTES
                && part.shard() >= 0;
        if (!sane) {
            throw damaged("the sizes of part %s cannot be".formatted(part.key()));
        }
    }

    private void requireNext(Part part) {
        boolean follows = last == null ? part.number() == 0 : follows(last, part);
        if (!follows) {
            throw damaged("part %d of shard %d is out of order".formatted(part.number(), part.shard()));
        }
    }

    private static boolean follows(Part before, Part part) {
        return part.shard() == before.shard()
                ? part.number() == before.number() + 1
                : part.shard() > before.shard() && part.number() == 0 && !before.continues();
    }

    private RuntimeException damaged(String why) {
        return ArtifactFailure.damaged("The part list", listKey, why);
    }
}
