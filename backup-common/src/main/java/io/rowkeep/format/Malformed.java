package io.rowkeep.format;

/** Bytes that are not as they must be, found where row and column are not known; the encoder or decoder adds them. */
final class Malformed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Malformed(String what) {
        super(what, null, false, false);
    }

    /** A byte that cannot stand here. */
    static Malformed unexpected(byte found, String where) {
        return new Malformed("byte 0x%02x cannot stand %s".formatted(found & 0xff, where));
    }
}
