package io.rowkeep.worker.source.postgres;

import io.rowkeep.artifact.SequenceState;
import io.rowkeep.failure.BackupException;
import java.util.List;
import java.util.Optional;

/** Moves sequences forward, never back, so that the next value is one that neither the rows nor the backup's source had. */
final class SequenceAdvance {

    private final PostgresConnection connection;
    private final Sequences sequences;

    SequenceAdvance(PostgresConnection connection) {
        this.connection = connection;
        this.sequences = new Sequences(connection);
    }

    /** Moves the sequences that feed columns of the table now; what else the backup had is nobody's business any more. */
    void advance(TargetRelation table, List<SequenceState> saved) {
        for (SequenceState sequence : sequences.feeding(List.of(table.relation()))) {
            Optional<SequenceState> state = saved.stream()
                    .filter(candidate -> candidate.column().equals(sequence.column()))
                    .findFirst();
            try {
                advance(table, sequence, state);
            } catch (BackupException e) {
                throw connection.on(sequence.name(), e);
            }
        }
    }

    private void advance(TargetRelation table, SequenceState sequence, Optional<SequenceState> saved) {
        if (sequence.cycles() && sequence.called()) {
            // It has no furthest value: where it stands is as good as anywhere.
            return;
        }
        SequencePosition now = new SequencePosition(sequence.lastValue(), sequence.called());
        if (!furthest(table, sequence, saved, now).equals(now)) {
            if (isOurs(sequence)) {
                // Changes nothing but locks: who asks for a value meanwhile waits for us, and a rollback takes the move
                // back.
                connection.execute("alter sequence %s %s"
                        .formatted(Quoted.table(sequence.name()), sequence.cycles() ? "cycle" : "no cycle"));
            }
            set(sequence, furthest(table, sequence, saved, position(sequence)));
        }
    }

    private void set(SequenceState sequence, SequencePosition to) {
        connection.single(
                "select pg_catalog.setval(?::pg_catalog.regclass, ?, ?)",
                row -> row.getLong(1),
                Quoted.table(sequence.name()),
                to.last(),
                to.called());
    }

    private SequencePosition furthest(
            TargetRelation table, SequenceState sequence, Optional<SequenceState> saved, SequencePosition now) {
        SequencePosition furthest = now;
        if (saved.isPresent()) {
            furthest = furthest.furtherOf(
                    new SequencePosition(saved.get().lastValue(), saved.get().called())
                            .within(sequence.minimum(), sequence.maximum(), sequence.increment()),
                    sequence.increment());
        }
        Optional<Long> used =
                !sequence.cycles() && holdsIntegers(table, sequence) ? outermost(table, sequence) : Optional.empty();
        return used.isPresent()
                ? furthest.furtherOf(new SequencePosition(used.get(), true), sequence.increment())
                : furthest;
    }

    /** The furthest value in the column that the sequence could hand out. */
    private Optional<Long> outermost(TargetRelation table, SequenceState sequence) {
        String column = Quoted.name(sequence.column());
        return connection.single(
                "select %s(%s)::int8 as value from %s where %s between ? and ?"
                        .formatted(sequence.increment() > 0 ? "max" : "min", column, table.sql(), column),
                row -> Optional.ofNullable(row.getObject("value", Long.class)),
                sequence.minimum(),
                sequence.maximum());
    }

    private SequencePosition position(SequenceState sequence) {
        return connection.single(
                "select last_value, is_called from " + Quoted.table(sequence.name()),
                row -> new SequencePosition(row.getLong("last_value"), row.getBoolean("is_called")));
    }

    /** Otherwise the values are made of more than the sequence's, and say nothing about it. */
    private boolean holdsIntegers(TargetRelation table, SequenceState sequence) {
        return connection.single("""
                select coalesce(nullif(t.typbasetype, 0), t.oid) in (20, 21, 23)
                from pg_catalog.pg_attribute a
                join pg_catalog.pg_type t on t.oid = a.atttypid
                where a.attrelid = ?::int8::oid and a.attname = ?
                """, row -> row.getBoolean(1), table.relation().oid(), sequence.column());
    }

    private boolean isOurs(SequenceState sequence) {
        return connection.single(
                "select pg_catalog.pg_has_role(relowner, 'USAGE') from pg_catalog.pg_class where oid = ?::pg_catalog.regclass",
                row -> row.getBoolean(1),
                Quoted.table(sequence.name()));
    }
}
