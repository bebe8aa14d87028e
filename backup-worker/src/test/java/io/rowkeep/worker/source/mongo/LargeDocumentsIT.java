package io.rowkeep.worker.source.mongo;

import static io.rowkeep.worker.source.mongo.MongoBench.COLUMNS;
import static io.rowkeep.worker.source.mongo.MongoBench.USERS;
import static io.rowkeep.worker.source.mongo.MongoBench.lines;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.rowkeep.job.ConflictPolicy;
import io.rowkeep.job.RowChanges;
import io.rowkeep.worker.source.LineSource;
import io.rowkeep.worker.source.MergeRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However large one side of a comparison is, and however small the other: what is in memory at once is a batch. */
class LargeDocumentsIT {

    private static final int DOCUMENTS = 20;

    /** Of a megabyte each, as many as fit into a batch. */
    private static final int FEW = 8;

    private static final String LARGE = "x".repeat(1 << 20);

    private final MongoBench bench = new MongoBench();
    private final Groups groups = new Groups();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aReplaceReadsFewOfThoseThatHaveGrown() {
        bench.insert("users", documents(LARGE));

        bench.change(List.of(USERS), groups, change -> {
            change.stage(USERS, COLUMNS, lines(documents("small")));
            groups.forget();
            assertThat(change.compare(USERS)).isEqualTo(new RowChanges(0, DOCUMENTS, 0, 0));
            assertThat(groups.inserted).isNotEmpty().allMatch(documents -> documents <= FEW);
        });

        assertThat(bench.contents("users")).hasSize(DOCUMENTS).allMatch(document -> document.contains("small"));
    }

    @Test
    void aMergeReadsFewOfThoseThatHaveGrown() {
        bench.insert("users", documents(LARGE));

        bench.change(List.of(USERS), groups, change -> {
            change.stage(USERS, COLUMNS, lines(documents("small")));
            groups.forget();
            assertThat(change.merge(USERS, rules(false))).isEqualTo(new RowChanges(0, DOCUMENTS, 0, 0));
            assertThat(groups.inserted).isNotEmpty().allMatch(documents -> documents <= FEW);
        });
    }

    @Test
    void aMergeReadsFewOfThoseThatWereLarge() {
        bench.insert("users", documents("mine"));

        bench.change(List.of(USERS), groups, change -> {
            change.stage(USERS, COLUMNS, lines(documents("small")));
            change.stageBase(USERS, COLUMNS, lines(documents(LARGE)));
            groups.forget();
            assertThat(change.merge(USERS, rules(true))).isEqualTo(new RowChanges(0, DOCUMENTS, 0, 0));
            assertThat(groups.inserted).isNotEmpty().allMatch(documents -> documents <= FEW);

            groups.forget();
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            try {
                change.printDifferences(USERS, printed::write);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            assertThat(printed.toString(StandardCharsets.UTF_8).lines()).hasSize(DOCUMENTS);
            assertThat(groups.lookedUp).isNotEmpty().allMatch(documents -> documents <= FEW);
        });
    }

    @Test
    void anUndoOfAMergeReadsFewOfThoseThatHaveGrown() {
        bench.insert("users", documents(LARGE));
        LineSource images = sink -> {
            for (int id = 0; id < DOCUMENTS; id++) {
                byte[] line = StagedImages.line(new BsonInt32(id), BsonDocument.parse(document(id, "small")), "");
                sink.write(line, 0, line.length);
            }
        };

        bench.change(List.of(USERS), groups, change -> {
            change.stageImages(USERS, COLUMNS, images);
            groups.forget();
            assertThat(change.revert(USERS, true)).isEqualTo(new RowChanges(0, DOCUMENTS, 0, 0));
            assertThat(groups.inserted).isNotEmpty().allMatch(documents -> documents <= FEW);
        });
    }

    @Test
    void whatIsPutBesideIsWrittenFewAtOnce() {
        bench.change(List.of(USERS), groups, change -> {
            groups.forget();
            assertThat(change.stage(USERS, COLUMNS, lines(documents(LARGE)))).isEqualTo(DOCUMENTS);
            assertThat(groups.inserted).containsExactly(FEW, FEW, DOCUMENTS - 2 * FEW);
        });
    }

    private static MergeRules rules(boolean base) {
        return new MergeRules(ConflictPolicy.BACKUP_WINS, false, null, base, List.of(), List.of(), false);
    }

    private static String[] documents(String text) {
        return IntStream.range(0, DOCUMENTS).mapToObj(id -> document(id, text)).toArray(String[]::new);
    }

    private static String document(int id, String text) {
        return "{_id: %d, a: '%s'}".formatted(id, text);
    }

    /** How many documents a request was about: what was planned is written down before more is read. */
    private static final class Groups implements CommandListener {

        private final List<Integer> inserted = new ArrayList<>();
        private final List<Integer> lookedUp = new ArrayList<>();

        void forget() {
            inserted.clear();
            lookedUp.clear();
        }

        @Override
        public void commandStarted(CommandStartedEvent event) {
            BsonDocument command = event.getCommand();
            switch (event.getCommandName()) {
                case "insert" -> inserted.add(command.getArray("documents").size());
                case "find" -> {
                    BsonValue id =
                            command.getDocument("filter", new BsonDocument()).get("_id");
                    if (id != null) {
                        lookedUp.add(id.asDocument().getArray("$in").size());
                    }
                }
                default -> {
                    // About no documents.
                }
            }
        }
    }
}
