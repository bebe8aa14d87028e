package io.rowkeep.worker.source;

import io.rowkeep.format.ByteSink;
import io.rowkeep.format.LineSplitter;
import java.io.IOException;

/** Lines of a table on their way into it, in the table's line format. */
@FunctionalInterface
public interface LineSource {

    /** Writes all lines, cut anywhere; an exception of the sink's ends it. */
    void writeTo(ByteSink sink) throws IOException;

    /** Hands on every line in one call, with its end; the last one may have none. */
    default void eachLine(ByteSink line) throws IOException {
        LineSplitter splitter = new LineSplitter(line);
        writeTo(splitter);
        splitter.finish();
    }
}
