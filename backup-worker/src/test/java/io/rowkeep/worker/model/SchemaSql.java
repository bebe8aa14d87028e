package io.rowkeep.worker.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The statements that make random tables in one schema of a database. */
final class SchemaSql {

    /** What all schemas share. */
    static final String TYPES = """
            create extension citext schema public;
            create type public.mood as enum ('sad', 'ok', 'happy');
            create function public.stamp() returns trigger language plpgsql as $$
            begin
                if new.updated_at is not distinct from old.updated_at then
                    new.updated_at := '2031-01-01 00:00:00+00';
                end if;
                return new;
            end $$;
            """;

    private final ModelSchema schema;
    private final String namespace;
    private final int partitions;

    /** @param partitions how many parts a partitioned table has in this schema */
    SchemaSql(ModelSchema schema, String namespace, int partitions) {
        this.schema = schema;
        this.namespace = namespace;
        this.partitions = partitions;
    }

    String create() {
        StringBuilder sql = new StringBuilder();
        schema.tables().forEach(table -> table(table, sql));
        int number = 0;
        for (ModelReference key : schema.references()) {
            sql.append(
                    "alter table %s add constraint k%d foreign key (%s) references %s (%s) on delete %s on update %s%s;%n"
                            .formatted(
                                    name(key.from()),
                                    number++,
                                    String.join(", ", key.columns()),
                                    name(key.to()),
                                    String.join(", ", key.referred()),
                                    key.onDelete().sql(),
                                    key.onUpdate().sql(),
                                    key.deferred() ? " deferrable initially deferred" : ""));
        }
        return sql.toString();
    }

    private void table(ModelTable table, StringBuilder sql) {
        List<String> lines = table.columns().stream()
                .map(column -> column.name() + " " + column.type().sql())
                .collect(Collectors.toCollection(ArrayList::new));
        if (!table.identity().isEmpty()) {
            lines.set(0, "id bigint generated %s as identity".formatted(table.identity()));
        }
        if (table.generated()) {
            lines.add(1, "doubled int generated always as (u * 2) stored");
        }
        lines.add("primary key (%s)".formatted(String.join(", ", table.primaryKey())));
        table.keys().stream()
                .filter(key -> key.above() == null)
                .forEach(key -> lines.add("unique (%s)%s"
                        .formatted(
                                String.join(", ", key.columns()),
                                key.deferrable() ? " deferrable initially immediate" : "")));
        sql.append("create table %s (%s)".formatted(name(table), String.join(", ", lines)));
        if (table.partitioned()) {
            sql.append(" partition by hash (%s)".formatted(String.join(", ", table.primaryKey())));
        }
        sql.append(";\n");
        for (int part = 0; table.partitioned() && part < partitions; part++) {
            sql.append("create table %1$s_part%2$d partition of %1$s for values with (modulus %3$d, remainder %2$d);%n"
                    .formatted(name(table), part, partitions));
        }
        table.keys().stream()
                .filter(key -> key.above() != null)
                .forEach(key -> sql.append("create unique index on %s (%s) where %s > %d;%n"
                        .formatted(
                                name(table),
                                String.join(", ", key.columns()),
                                key.columns().getFirst(),
                                key.above())));
        if (table.stamped()) {
            sql.append("create trigger stamp before update on %s for each row execute function public.stamp();%n"
                    .formatted(name(table)));
        }
    }

    private String name(ModelTable table) {
        return namespace + "." + table.name();
    }
}
