package io.rowkeep.quickstart.example;

import java.util.Map;

/** The database of an example's application, seen with the application's eyes: Rowkeep is not asked. */
public interface SampleDatabase {

    /** Whether its tables are there: a start that was stopped in the middle left an empty database. */
    boolean isLoaded();

    /** Makes tables and rows, all or nothing. */
    void load();

    /** Leaves nothing in it, also not what Rowkeep keeps there. */
    void empty();

    /** Does what the application, or an accident, does to the rows meanwhile. */
    void run(String statements);

    /** What every table holds, by the name that statistics have for it. */
    Map<String, TableState> state();
}
