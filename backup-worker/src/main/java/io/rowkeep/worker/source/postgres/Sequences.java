package io.rowkeep.worker.source.postgres;

import io.rowkeep.artifact.SequenceState;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Finds the sequences that columns take their values from. Sequences are outside every snapshot: what is read is their state now. */
final class Sequences {

    private final PostgresConnection connection;

    Sequences(PostgresConnection connection) {
        this.connection = connection;
    }

    /** Those that belong to a column (serial, identity, OWNED BY) and those that a default names; each once for each column. */
    List<SequenceState> feeding(List<Relation> relations) {
        List<Parameters> found = connection.query("""
                select distinct n.nspname, c.relname, a.attname, s.seqincrement, s.seqmin, s.seqmax, s.seqcycle
                from (
                    select d.objid as sequence, d.refobjid as relation, d.refobjsubid as attnum
                    from pg_catalog.pg_depend d
                    where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                      and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                      and d.deptype in ('a', 'i') and d.refobjsubid > 0
                    union all
                    select d.refobjid, f.adrelid, f.adnum
                    from pg_catalog.pg_attrdef f
                    join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
                                               and d.objid = f.oid
                                               and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                ) feeds
                join pg_catalog.pg_sequence s on s.seqrelid = feeds.sequence
                join pg_catalog.pg_class c on c.oid = feeds.sequence
                join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                join pg_catalog.pg_attribute a on a.attrelid = feeds.relation and a.attnum = feeds.attnum
                where feeds.relation = any (?::oid[])
                order by n.nspname, c.relname, a.attname
                """, Sequences::parameters, (Object) Catalogue.oids(relations));
        return found.stream().map(this::state).toList();
    }

    private SequenceState state(Parameters parameters) {
        try {
            return connection.single(
                    "select last_value, is_called from " + Quoted.table(parameters.name()),
                    row -> parameters.at(row.getLong("last_value"), row.getBoolean("is_called")));
        } catch (BackupException e) {
            throw connection.on(parameters.name(), e);
        }
    }

    private static Parameters parameters(ResultSet row) throws SQLException {
        return new Parameters(
                new TableName(row.getString("nspname"), row.getString("relname")),
                row.getString("attname"),
                row.getLong("seqincrement"),
                row.getLong("seqmin"),
                row.getLong("seqmax"),
                row.getBoolean("seqcycle"));
    }

    private record Parameters(
            TableName name, String column, long increment, long minimum, long maximum, boolean cycles) {

        SequenceState at(long lastValue, boolean called) {
            return new SequenceState(name, column, lastValue, called, increment, minimum, maximum, cycles);
        }
    }
}
