package io.rowkeep.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Five tables that refer to each other and to themselves at random, with every action that a foreign key can have. */
record ModelSchema(List<Reference> references) {

    static final int TABLES = 5;

    private static final List<String> ACTIONS =
            List.of("no action", "restrict", "cascade", "set null", "no action deferrable initially deferred");

    /**
     * A foreign key.
     *
     * @param column its number among those of its table
     */
    record Reference(int from, int column, int to, String onDelete) {}

    static ModelSchema random(Random random) {
        List<Reference> references = new ArrayList<>();
        for (int from = 0; from < TABLES; from++) {
            int count = random.nextInt(3);
            for (int column = 0; column < count; column++) {
                String action = ACTIONS.get(random.nextInt(ACTIONS.size()));
                references.add(new Reference(from, column, random.nextInt(TABLES), action));
            }
        }
        return new ModelSchema(List.copyOf(references));
    }

    /** Whether a keep rule is about the table. */
    static boolean hasRule(int table) {
        return table % 2 == 0;
    }

    static String name(int table) {
        return "t" + table;
    }

    List<Reference> of(int table) {
        return references.stream().filter(key -> key.from() == table).toList();
    }

    /** These tables and all that refer to one of them, through as many others as it takes. */
    Set<Integer> withReferring(Set<Integer> tables) {
        Set<Integer> found = new TreeSet<>(tables);
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Reference key : references) {
                grew |= found.contains(key.to()) && found.add(key.from());
            }
        }
        return found;
    }

    /** The statements that make the tables anew, without their foreign keys. */
    String tables() {
        StringBuilder sql = new StringBuilder();
        for (int table = 0; table < TABLES; table++) {
            sql.append("drop table if exists %s cascade;".formatted(name(table)));
        }
        for (int table = 0; table < TABLES; table++) {
            sql.append("create table %s (id int primary key, keep boolean, text text not null".formatted(name(table)));
            of(table).forEach(key -> sql.append(", r%d int".formatted(key.column())));
            sql.append(");");
        }
        return sql.toString();
    }

    /** The statements that add the foreign keys. */
    String keys() {
        StringBuilder sql = new StringBuilder();
        for (Reference key : references) {
            sql.append("alter table %s add constraint k%d_%d foreign key (r%d) references %s on delete %s;"
                    .formatted(
                            name(key.from()), key.from(), key.column(), key.column(), name(key.to()), key.onDelete()));
        }
        return sql.toString();
    }
}
