package io.rowkeep.worker.source.postgres;

import io.rowkeep.format.ColumnMapping;
import java.util.Set;

/** The oids of built-in types that are not like the others; they are the same in every database. */
final class BuiltInTypes {

    private static final Set<Long> NUMBERS = Set.of(20L, 21L, 23L, 700L, 701L, 1700L);
    private static final long BOOLEAN = 16;
    private static final long JSONB = 3802;
    private static final long OID = 26;

    /** Printed as names, but what they name may have another oid, or not be there, elsewhere: regproc, regclass, regtype and so on. */
    private static final Set<Long> REGISTERED =
            Set.of(24L, 2202L, 2203L, 2204L, 2205L, 2206L, 3734L, 3769L, 4089L, 4096L, 4191L);

    private BuiltInTypes() {}

    /** How a column of exactly this type stands in JSON; a domain over a number is not that number's type. */
    static ColumnMapping mapping(long type) {
        if (NUMBERS.contains(type)) {
            return ColumnMapping.NUMBER;
        }
        if (type == BOOLEAN) {
            return ColumnMapping.BOOLEAN;
        }
        return type == JSONB ? ColumnMapping.JSON : ColumnMapping.TEXT;
    }

    /** Whether values may be numbers of large objects. */
    static boolean mayNumberLargeObjects(long type) {
        return type == OID;
    }

    /** Whether values name things of this database. */
    static boolean namesCatalogueEntries(long type) {
        return REGISTERED.contains(type);
    }
}
