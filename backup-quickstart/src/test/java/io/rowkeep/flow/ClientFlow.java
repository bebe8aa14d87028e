package io.rowkeep.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.rowkeep.client.Backup;
import io.rowkeep.client.ClearRequest;
import io.rowkeep.client.Difference;
import io.rowkeep.client.Job;
import io.rowkeep.client.JobEvent;
import io.rowkeep.client.JobFailedException;
import io.rowkeep.client.JobHandle;
import io.rowkeep.client.JobListener;
import io.rowkeep.client.JobOutcome;
import io.rowkeep.client.RestoreRequest;
import io.rowkeep.client.Rowkeep;
import io.rowkeep.client.RowkeepException;
import io.rowkeep.client.Source;
import io.rowkeep.client.spring.AmqpEventsAutoConfiguration;
import io.rowkeep.client.spring.RowkeepAutoConfiguration;
import io.rowkeep.judge.Fingerprint;
import io.rowkeep.judge.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A Spring Boot application with the starter: backs up, waits, downloads, restores, and is told of it all. */
abstract class ClientFlow extends FlowFixture {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Heard heard = new Heard();

    @TempDir
    Path folder;

    /** A listener of the application. */
    private static final class Heard implements JobListener {

        private final List<JobEvent> events = new CopyOnWriteArrayList<>();

        @Override
        public void completed(JobEvent event) {
            events.add(event);
        }

        @Override
        public void failed(JobEvent event) {
            events.add(event);
        }

        JobEvent of(String jobId) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> events.stream().anyMatch(event -> event.jobId().equals(jobId)));
            return events.stream()
                    .filter(event -> event.jobId().equals(jobId))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void anApplicationBacksUpDownloadsRestoresAndIsTold() {
        application().run(context -> {
            assertThat(context).hasNotFailed();
            Rowkeep client = context.getBean(Rowkeep.class);
            Fingerprint before = Fingerprint.of(shopTables);

            Job backup =
                    client.backup("shop", "all").label("by the client").start().awaitSuccess(PATIENCE);
            Path json = client.download(backup.requireBackupId())
                    .table("public.tills")
                    .format("json")
                    .into(folder);
            Path zip = client.download(backup.requireBackupId()).format("zip").to(folder.resolve("shop.zip"));
            Sql.run(shopTables, "delete from tills where id > 500; update accounts set balance = 0;");
            Job restore =
                    client.restore(backup.requireBackupId()).replace().start().awaitSuccess(PATIENCE);

            assertThat(Fingerprint.of(shopTables).differencesFrom(before)).isEmpty();
            assertThat(backup.statistics().rows()).isEqualTo(3000);
            assertThat(restore.statistics().table("public.tills").orElseThrow().rows())
                    .isEqualTo(1000);
            assertThat(json.getFileName().toString()).startsWith("public.tills_backup_");
            assertThat(Files.readString(json)).contains("\"tableName\"").endsWith("}\n");
            try (ZipFile file = new ZipFile(zip.toFile())) {
                assertThat(file.stream().count()).isGreaterThanOrEqualTo(3);
            }
            assertThat(heard.of(backup.id()).statistics()).isEqualTo(backup.statistics());
            assertThat(heard.of(restore.id()).kind()).isEqualTo("restore");
            assertThat(heard.of(restore.id()).outcome()).isEqualTo(JobOutcome.COMPLETED);
        });
    }

    @Test
    void anApplicationLooksAround() {
        try (Rowkeep client = Rowkeep.connect(rowkeep.url(), OneJvm.TOKEN)) {
            Job job = client.backup("shop", "all")
                    .tables("public.tills")
                    .format("csv")
                    .label("looked for")
                    .start()
                    .awaitSuccess(PATIENCE);

            Backup backup = client.backup(job.requireBackupId());

            assertThat(backup.label()).isEqualTo("looked for");
            assertThat(backup.format()).isEqualTo("csv");
            assertThat(backup.tables())
                    .singleElement()
                    .satisfies(table -> assertThat(table.rows()).isEqualTo(1000));
            assertThat(client.backups().source("shop").stream().map(Backup::id)).contains(backup.id());
            assertThat(client.jobs().kind("backup").source("shop").newest(100)).contains(job);
            assertThat(client.job(job.id()).submitted()).isEqualTo(job);
            assertThat(client.sources().stream().map(Source::name)).containsExactlyInAnyOrder("hard", "shop");
            assertThat(client.statistics("shop").total()).isEqualTo(3000);
        }
    }

    @Test
    void anApplicationLooksAheadClearsAndTakesItBack() {
        try (Rowkeep client = Rowkeep.connect(rowkeep.url(), OneJvm.TOKEN)) {
            Fingerprint before = Fingerprint.of(shopTables);
            ClearRequest clear =
                    client.clear("shop", "all").tables("public.tills").confirm("all");

            Job preview = clear.preview();
            Job cleared = clear.start().awaitSuccess(PATIENCE);
            String left = Sql.value(shopTables, "select count(*) from tills");
            Job undone = client.undo(cleared.id()).start().awaitSuccess(PATIENCE);

            assertThat(preview.dryRun()).isTrue();
            assertThat(preview.statistics().refused()).isEmpty();
            assertThat(preview.statistics().deleted()).isEqualTo(1000);
            assertThat(cleared.statistics().deleted()).isEqualTo(1000);
            assertThat(cleared.safetyBackupId()).isNotNull();
            assertThat(left).isEqualTo("0");
            assertThat(undone.undoes()).isEqualTo(cleared.id());
            assertThat(Fingerprint.of(shopTables).differencesFrom(before)).isEmpty();
        }
    }

    @Test
    void anApplicationLooksAtAMergeMergesAndTakesItBack() {
        try (Rowkeep client = Rowkeep.connect(rowkeep.url(), OneJvm.TOKEN)) {
            String backup =
                    client.backup("shop", "all").start().awaitSuccess(PATIENCE).requireBackupId();
            Sql.run(shopTables, "delete from tills where id = 7; update tills set balance = 1 where id = 8;");
            Fingerprint before = Fingerprint.of(shopTables);
            RestoreRequest merge = client.restore(backup).merge().tables("public.tills");

            Job preview = merge.preview();
            List<Difference> found = client.differences(preview.id()).stream().toList();
            Job merged = merge.asPreviewed(preview.id()).start().awaitSuccess(PATIENCE);
            String balances = Sql.value(shopTables, "select sum(balance) from tills");
            client.undo(merged.id()).start().awaitSuccess(PATIENCE);

            assertThat(found).extracting(Difference::kind).containsExactly("insert", "conflict");
            assertThat(found.get(1).key()).isEqualTo(Map.of("id", "8"));
            assertThat(found.get(1).fields())
                    .singleElement()
                    .satisfies(field -> assertThat(field.backup()).isEqualTo("100"));
            assertThat(balances).isEqualTo("100000");
            assertThat(Fingerprint.of(shopTables).differencesFrom(before)).isEmpty();
            client.restore(backup).replace().start().awaitSuccess(PATIENCE);
        }
    }

    @Test
    void anApplicationImportsAFileAndIsToldWhatIsWrongWithAnother() throws IOException {
        try (Rowkeep client = Rowkeep.connect(rowkeep.url(), OneJvm.TOKEN)) {
            Path good = Files.writeString(folder.resolve("customers.csv"), "id,name\n1,imported\n");
            Path wrong = Files.writeString(folder.resolve("wrong.csv"), "id,nam\n1,imported\n");

            Job imported = client.importFile("shop", "all")
                    .table("public.customers")
                    .label("by hand")
                    .start(good)
                    .awaitSuccess(PATIENCE);
            JobHandle refused =
                    client.importFile("shop", "all").table("public.customers").start(wrong);

            assertThat(client.backup(imported.requireBackupId()).label()).isEqualTo("by hand");
            assertThat(imported.statistics().rows()).isEqualTo(1);
            assertThatExceptionOfType(JobFailedException.class)
                    .isThrownBy(() -> refused.awaitSuccess(PATIENCE))
                    .withMessageContaining("no column 'nam'");
        }
    }

    @Test
    void anApplicationKeepsHouse() {
        try (Rowkeep client = Rowkeep.connect(rowkeep.url(), OneJvm.TOKEN)) {
            String backup =
                    client.backup("shop", "all").start().awaitSuccess(PATIENCE).requireBackupId();

            assertThat(client.label(backup, "named").label()).isEqualTo("named");
            assertThat(client.label(backup, null).label()).isNull();
            assertThat(client.hold(backup).held()).isTrue();
            assertThatExceptionOfType(RowkeepException.class)
                    .isThrownBy(() -> client.delete(backup))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("BACKUP_HELD"));
            assertThat(client.release(backup).held()).isFalse();
            assertThat(client.delete(backup).awaitSuccess(PATIENCE).kind()).isEqualTo("prune");
            assertThatExceptionOfType(RowkeepException.class)
                    .isThrownBy(() -> client.backup(backup))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("BACKUP_NOT_FOUND"));
        }
    }

    @Test
    void whatIsRefusedHasItsCodeAndNoToken() {
        try (Rowkeep client = Rowkeep.connect(rowkeep.url(), OneJvm.TOKEN);
                Rowkeep stranger = Rowkeep.connect(rowkeep.url(), "wrong-token")) {
            assertThatExceptionOfType(RowkeepException.class)
                    .isThrownBy(() -> client.backup("nowhere", "all").start())
                    .satisfies(e -> assertThat(e.code()).isEqualTo("SOURCE_NOT_FOUND"))
                    .satisfies(e -> assertThat(e.status()).isEqualTo(404));
            assertThatExceptionOfType(RowkeepException.class)
                    .isThrownBy(() -> stranger.jobs().newest(1))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("UNAUTHENTICATED"))
                    .withMessageNotContaining("wrong-token");
        }
    }

    private ApplicationContextRunner application() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        RabbitAutoConfiguration.class,
                        AmqpEventsAutoConfiguration.class,
                        RowkeepAutoConfiguration.class))
                .withPropertyValues(
                        "rowkeep.client.url=" + rowkeep.url(),
                        "rowkeep.client.token=" + OneJvm.TOKEN,
                        "rowkeep.client.events.queue=shop-app.backups",
                        "spring.rabbitmq.addresses=" + brokerUri)
                .withBean(JobListener.class, () -> heard);
    }
}
