package io.rowkeep.worker.source.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.artifact.BackupReader;
import io.rowkeep.artifact.Manifest;
import io.rowkeep.artifact.TableEntry;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.SourceType;
import io.rowkeep.dataset.TableName;
import io.rowkeep.dataset.TablePattern;
import io.rowkeep.format.BackupFormat;
import io.rowkeep.job.BackupSpec;
import io.rowkeep.job.ImportFormat;
import io.rowkeep.job.ImportSpec;
import io.rowkeep.worker.attempt.Outcome;
import io.rowkeep.worker.attempt.TestAttempt;
import io.rowkeep.worker.export.BackupJob;
import io.rowkeep.worker.export.BackupRunner;
import io.rowkeep.worker.export.BackupWriter;
import io.rowkeep.worker.imports.ImportRunner;
import io.rowkeep.worker.imports.UploadBucket;
import io.rowkeep.worker.settings.ImportLimits;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.SourceDefinition;
import io.rowkeep.worker.source.Sources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/** A database of MongoDB, a bucket, and the means to bring the one into the other. */
final class MongoSite implements AutoCloseable {

    static final SourceName SOURCE = new SourceName("shop");

    final UploadBucket bucket = new UploadBucket();
    private final String url;
    private final MongoClient client;
    private List<DatasetDefinition> datasets = List.of();

    MongoSite(String url) {
        this.url = url;
        this.client = MongoClients.create(url);
    }

    @Override
    public void close() {
        client.close();
    }

    /** Gives the source these datasets besides {@code all}. */
    void configure(DatasetDefinition... definitions) {
        datasets = List.of(definitions);
    }

    static DatasetDefinition dataset(String name, String... collections) {
        return new DatasetDefinition(
                new DatasetName(name),
                Arrays.stream(collections).map(TablePattern::new).toList(),
                List.of(),
                List.of(),
                null,
                null);
    }

    MongoDatabase database() {
        return client.getDatabase(Objects.requireNonNull(new ConnectionString(url).getDatabase()));
    }

    MongoCollection<BsonDocument> collection(String name) {
        return database().getCollection(name, BsonDocument.class);
    }

    /** Inserts documents of Extended JSON. */
    MongoSite insert(String collection, String... documents) {
        collection(collection)
                .insertMany(Arrays.stream(documents).map(BsonDocument::parse).toList());
        return this;
    }

    Source source() {
        return new MongoSource(
                new SourceDefinition(SOURCE, SourceType.MONGODB, datasets, true, false),
                url,
                "",
                "",
                MongoLimits.DEFAULT);
    }

    Manifest backUp(String dataset, BackupFormat format, String... tables) {
        BackupSpec spec = new BackupSpec(
                SOURCE,
                new DatasetName(dataset),
                new BackupId(UUID.randomUUID()),
                Arrays.stream(tables).map(TableName::parse).toList(),
                format,
                null);
        Outcome outcome = new BackupRunner(new Sources(List.of(source())), writer())
                .run(spec, TestAttempt.backup(spec, 1, false));
        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        return manifest(spec.dataset(), spec.backupId());
    }

    Manifest importFile(String dataset, String file, @Nullable String table, @Nullable ImportFormat format) {
        return importFile(dataset, file.getBytes(UTF_8), table, format);
    }

    Manifest importFile(String dataset, byte[] file, @Nullable String table, @Nullable ImportFormat format) {
        ImportSpec spec = upload(dataset, file, table, format);
        Outcome outcome = imports().run(spec, TestAttempt.imports(spec, 1, false));
        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        return manifest(spec.dataset(), spec.backupId());
    }

    /** The job that imports a file, not yet begun. */
    ImportSpec upload(String dataset, byte[] file, @Nullable String table, @Nullable ImportFormat format) {
        BackupId backup = new BackupId(UUID.randomUUID());
        return new ImportSpec(
                SOURCE,
                new DatasetName(dataset),
                backup,
                table == null ? null : TableName.parse(table),
                format,
                bucket.upload(SOURCE, backup, file, 1000),
                null);
    }

    ImportRunner imports() {
        return new ImportRunner(
                new BackupJob(new Sources(List.of(source())), writer()), bucket, ImportLimits.DEFAULT, 1 << 20);
    }

    /** What the backup holds of a collection, as lines of Extended JSON. */
    List<String> stored(Manifest manifest, String table) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        try {
            new BackupReader(bucket).readRows(manifest, entry(manifest, table), lines::write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines.toString(UTF_8).lines().toList();
    }

    static TableEntry entry(Manifest manifest, String table) {
        return manifest.tables().stream()
                .filter(entry -> entry.name().equals(TableName.parse(table)))
                .findFirst()
                .orElseThrow();
    }

    private BackupWriter writer() {
        return new BackupWriter(bucket, InstantSource.system(), 1 << 20);
    }

    private Manifest manifest(DatasetName dataset, BackupId backup) {
        return new BackupReader(bucket).manifest(SOURCE, dataset, backup);
    }
}
