package io.rowkeep.worker.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes up tables: every kind of key, and foreign keys with every action between any two of them. */
final class RandomSchema {

    private static final List<List<ModelColumn>> KEYS = List.of(
            List.of(new ModelColumn("id", ModelType.INT)),
            List.of(new ModelColumn("id", ModelType.BIGINT)),
            List.of(new ModelColumn("id", ModelType.BIGINT)),
            List.of(new ModelColumn("id", ModelType.CITEXT)),
            List.of(new ModelColumn("id", ModelType.NUMERIC)),
            List.of(new ModelColumn("id", ModelType.TIMESTAMPTZ)),
            List.of(new ModelColumn("id", ModelType.BYTEA)),
            List.of(new ModelColumn("a", ModelType.INT), new ModelColumn("b", ModelType.TEXT)),
            List.of(new ModelColumn("a", ModelType.MOOD), new ModelColumn("b", ModelType.CITEXT)));

    private final Random random;

    private RandomSchema(Random random) {
        this.random = random;
    }

    static ModelSchema of(Random random) {
        return new RandomSchema(random).schema();
    }

    private ModelSchema schema() {
        List<ModelTable> bare = IntStream.range(0, 3 + random.nextInt(2))
                .mapToObj(number -> table("t" + number))
                .toList();
        List<ModelTable> tables = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        for (ModelTable table : bare) {
            List<ModelColumn> referring = new ArrayList<>();
            int count = random.nextInt(3);
            for (int number = 0; number < count; number++) {
                Target target = target(tables.size(), number, any(bare));
                targets.add(target);
                referring.addAll(target.columns);
            }
            tables.add(table.with(referring));
        }
        return new ModelSchema(
                tables,
                targets.stream().map(target -> reference(target, tables)).toList());
    }

    /** Where one foreign key leads, before the tables have all their columns. */
    private record Target(int from, List<ModelColumn> columns, String to, List<String> referred) {}

    private Target target(int from, int number, ModelTable to) {
        List<List<String>> keys = new ArrayList<>(List.of(to.primaryKey()));
        to.keys().stream()
                .filter(ModelKey::canBeReferred)
                .map(ModelKey::columns)
                .forEach(keys::add);
        List<String> referred = any(keys);
        List<ModelColumn> columns = IntStream.range(0, referred.size())
                .mapToObj(i -> new ModelColumn("r%d%s".formatted(number, i == 0 ? "" : "x"), to.type(referred.get(i))))
                .toList();
        return new Target(from, columns, to.name(), referred);
    }

    private ModelReference reference(Target target, List<ModelTable> tables) {
        ModelTable to = tables.stream()
                .filter(table -> table.name().equals(target.to))
                .findFirst()
                .orElseThrow();
        boolean deferred = random.nextInt(4) == 0;
        return new ModelReference(
                tables.get(target.from),
                target.columns.stream().map(ModelColumn::name).toList(),
                to,
                target.referred,
                deferred ? ModelReference.Action.NO_ACTION : any(List.of(ModelReference.Action.values())),
                deferred || random.nextBoolean()
                        ? ModelReference.Action.NO_ACTION
                        : any(List.of(ModelReference.Action.values())),
                deferred);
    }

    private ModelTable table(String name) {
        boolean partitioned = random.nextInt(4) == 0;
        List<ModelColumn> key = any(KEYS);
        List<ModelColumn> columns = new ArrayList<>(key);
        if (random.nextInt(3) == 0) {
            columns.add(new ModelColumn(ModelTable.KEEP, ModelType.BOOLEAN));
        }
        List<ModelKey> keys = new ArrayList<>();
        if (!partitioned && random.nextInt(3) > 0) {
            columns.add(new ModelColumn("u", ModelType.INT));
            keys.add(secondary());
        }
        if (!partitioned && random.nextInt(4) == 0) {
            columns.add(new ModelColumn("c", random.nextBoolean() ? ModelType.CITEXT : ModelType.NUMERIC));
            keys.add(new ModelKey(List.of("c"), random.nextInt(3) == 0, null));
        }
        int plain = 1 + random.nextInt(3);
        for (int number = 0; number < plain; number++) {
            columns.add(new ModelColumn("v" + number, any(List.of(ModelType.values()))));
        }
        boolean dated = random.nextInt(3) > 0;
        if (dated) {
            columns.add(new ModelColumn(ModelTable.UPDATED_AT, ModelType.TIMESTAMPTZ));
        }
        List<String> primaryKey = key.stream().map(ModelColumn::name).toList();
        return new ModelTable(
                name,
                key.getFirst().type() == ModelType.BIGINT && !partitioned ? any(List.of("always", "by default")) : "",
                columns,
                random.nextBoolean() ? primaryKey : primaryKey.reversed(),
                keys,
                !keys.isEmpty() && keys.getFirst().columns().equals(List.of("u")) && random.nextBoolean(),
                partitioned,
                dated && random.nextInt(3) == 0);
    }

    private ModelKey secondary() {
        return switch (random.nextInt(4)) {
            case 0 -> new ModelKey(List.of("u"), true, null);
            case 1 -> new ModelKey(List.of("u"), false, 4);
            default -> new ModelKey(List.of("u"), false, null);
        };
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
