package io.rowkeep.worker.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.job.ConflictPolicy;
import io.rowkeep.job.JobError;
import io.rowkeep.worker.source.MergeRules;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rows at random are merged: what we say of them is what the server says when they are written. */
class JudgmentOfServerIT {

    private static final int ROUNDS = 50;
    private static final TableName SCHOOLS = TargetBench.table("public.schools");
    private static final TableName PUPILS = TargetBench.table("public.pupils");
    private static final List<String> SCHOOL = List.of("id", "code", "town");
    private static final List<String> PUPIL = List.of("id", "school", "code", "friend", "nick");
    private static final MergeRules RULES =
            new MergeRules(ConflictPolicy.BACKUP_WINS, false, null, false, List.of(), List.of(), false);

    private final TargetBench bench = new TargetBench();

    @Test
    void whatIsRefusedTheServerRefusesAndNothingElse() throws SQLException {
        bench.sql(
                "create table schools (id int primary key, code text unique, town int)",
                "create unique index on schools (town) nulls not distinct",
                "create table pupils (id int primary key, school int references schools, code text references schools (code), friend int references pupils, nick text)",
                "create unique index on pupils (nick) where school is not null");
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(round);
            fill(random);
            refused += judged(random, "Round " + round) ? 1 : 0;
        }
        assertThat(refused).isBetween(ROUNDS / 5, ROUNDS * 9 / 10);
    }

    /** Whether what is merged was refused, by both. */
    private boolean judged(Random random, String round) {
        try (TargetSession session = bench.session();
                TargetChange change = TargetBench.begin(session, "public.schools", "public.pupils")) {
            change.stage(SCHOOLS, SCHOOL, TargetBench.lines(rows(random, 2, JudgmentOfServerIT::school)));
            change.stage(PUPILS, PUPIL, TargetBench.lines(rows(random, 2, JudgmentOfServerIT::pupil)));
            change.merge(SCHOOLS, RULES);
            change.merge(PUPILS, RULES);
            List<JobError> violations = change.violations();
            String failure = "";
            try {
                change.apply();
                change.settle(Map.of());
            } catch (BackupException e) {
                failure = String.valueOf(e.getMessage());
            }
            assertThat(failure.isEmpty())
                    .as("%s: we say %s, the server says %s", round, violations, failure)
                    .isEqualTo(violations.isEmpty());
            return !violations.isEmpty();
        }
    }

    /** As many rows as the constraints let in. */
    private void fill(Random random) throws SQLException {
        bench.sql("truncate schools, pupils");
        try (Connection connection = bench.connect();
                Statement statement = connection.createStatement()) {
            for (String row : rows(random, 6, JudgmentOfServerIT::school)) {
                insert(statement, "schools (id, code, town)", row);
            }
            for (String row : rows(random, 6, JudgmentOfServerIT::pupil)) {
                insert(statement, "pupils (id, school, code, friend, nick)", row);
            }
        }
    }

    private static void insert(Statement statement, String table, String row) throws SQLException {
        String values = List.of(row.split("\t")).stream()
                .map(value -> "\\N".equals(value) ? "null" : "'" + value + "'")
                .collect(Collectors.joining(", "));
        statement.execute("""
                do $$ begin
                    insert into %s values (%s);
                exception when integrity_constraint_violation then null;
                end $$
                """.formatted(table, values));
    }

    private static String[] rows(Random random, int count, RandomRow row) {
        List<Integer> ids = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6));
        Collections.shuffle(ids, random);
        return ids.stream().limit(count).map(id -> row.of(random, id)).toArray(String[]::new);
    }

    /** Most of them are as one would expect, so that a few rows do not always violate something. */
    private static String school(Random random, int id) {
        return "%d\t%s\t%s".formatted(id, mostly(random, 'a', id), mostly(random, '0', id));
    }

    private static String pupil(Random random, int id) {
        return "%d\t%s\t%s\t%s\t%s"
                .formatted(
                        id,
                        mostly(random, '0', id),
                        mostly(random, 'a', id),
                        mostly(random, '0', id),
                        mostly(random, 't', id));
    }

    private static String mostly(Random random, char zero, int id) {
        return switch (random.nextInt(10)) {
            case 0 -> "\\N";
            case 1 -> String.valueOf((char) (zero + random.nextInt(7)));
            case 2 -> String.valueOf((char) (zero + id % 6 + 1));
            default -> String.valueOf((char) (zero + id));
        };
    }

    /** Makes a line of COPY text. */
    private interface RandomRow {
        String of(Random random, int id);
    }
}
