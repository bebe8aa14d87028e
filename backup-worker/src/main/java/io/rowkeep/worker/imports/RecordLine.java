package io.rowkeep.worker.imports;

import io.rowkeep.artifact.Column;
import io.rowkeep.failure.BackupException;
import io.rowkeep.format.ByteSink;
import java.io.IOException;
import java.util.List;
import tools.jackson.core.JsonParser;

/** A record on its way to the place beside its table, as a line of the table's line format. For one table and one thread. */
interface RecordLine {

    /** Begins the next record. */
    void begin();

    /** Puts the JSON object into it whose beginning the parser stands at. */
    void object(JsonParser json) throws IOException;

    /** Writes the record as a line. */
    void writeTo(ByteSink sink) throws IOException;

    /** The columns that one of the records gave a value; all of them while there was no record. */
    List<Column> occurring();

    /** What is wrong with this record. */
    BackupException refusal(String why);
}
