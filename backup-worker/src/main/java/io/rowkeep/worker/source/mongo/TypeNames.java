package io.rowkeep.worker.source.mongo;

import java.util.Set;

/** The names by which Extended JSON tells a value's type: an object that begins with one is a value, not a document. */
final class TypeNames {

    /**
     * Ours, for a document that begins with one of these names itself: {@code {"$literal": {"$oid": 7}}} is the document
     * {@code {"$oid": 7}}. Extended JSON has no form for it.
     */
    static final String LITERAL = "$literal";

    private static final Set<String> ALL = Set.of(
            LITERAL,
            "$oid",
            "$symbol",
            "$numberInt",
            "$numberLong",
            "$numberDouble",
            "$numberDecimal",
            "$binary",
            "$uuid",
            "$code",
            "$timestamp",
            "$regularExpression",
            "$dbPointer",
            "$date",
            "$minKey",
            "$maxKey",
            "$undefined");

    private TypeNames() {}

    static boolean contains(String name) {
        return name.startsWith("$") && ALL.contains(name);
    }
}
