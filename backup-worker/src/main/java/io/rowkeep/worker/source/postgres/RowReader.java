package io.rowkeep.worker.source.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes one thing of the row that the result set stands at. */
@FunctionalInterface
interface RowReader<T> {

    T read(ResultSet row) throws SQLException;
}
