package io.rowkeep.worker.source.postgres;

/** Which triggers somebody made, in contrast to those that enforce foreign keys. */
final class UserTriggers {

    /**
     * A condition about the trigger {@code t}. Up to version 14 the server says of a partition's copy of a trigger that it is its own
     * as well; whose it is shows in the trigger that it was copied from.
     */
    static final String MADE = """
            t.oid in (
                with recursive made (oid) as (
                    select m.oid from pg_catalog.pg_trigger m where not m.tgisinternal
                    union
                    select c.oid from pg_catalog.pg_trigger c join made on c.tgparentid = made.oid)
                select oid from made)""";

    private UserTriggers() {}
}
