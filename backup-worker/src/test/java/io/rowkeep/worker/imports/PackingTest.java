package io.rowkeep.worker.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.job.ImportSpec;
import io.rowkeep.worker.settings.ImportLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackingTest {

    private static final String LINES = "{\"id\": 1}\n{\"id\": 2}\n";
    private static final String STAGED = "[id, name]\n1\t\\N\n2\t\\N\n";

    @Test
    void aFileMayBePackedWithGzipZstdOrInAnArchive() {
        byte[] lines = Packed.bytes(LINES);

        assertThat(users(Packed.gzip(lines))).isEqualTo(STAGED);
        assertThat(users(Packed.joined(
                        Packed.gzip(Packed.bytes("{\"id\": 1}\n")), Packed.gzip(Packed.bytes("{\"id\": 2}\n")))))
                .isEqualTo(STAGED);
        assertThat(users(Packed.zstd(lines))).isEqualTo(STAGED);
        assertThat(users(Packed.zip("whatever.jsonl", LINES))).isEqualTo(STAGED);
    }

    @Test
    void anArchiveHoldsAFileForEachTable() {
        Files.Imported imported = all(Packed.zip(
                "public.users.jsonl", LINES,
                "Room.csv", "number\n7\n",
                "User.copy", "u\t\\N\t5\tt\t{}\t\\N\t{a}\n"));

        assertThat(imported.staged()).containsEntry("users", STAGED).containsEntry("Room", "[number]\n7\n");
        assertThat(imported.staged().get("User")).endsWith("\nu\t\\N\t5\tt\t{}\t\\N\t{a}\n");
    }

    @Test
    void oneDocumentInAnArchiveNamesItsTablesItself() {
        assertThat(all(Packed.zip("backup.json", JsonFormsTest.SMART)).staged()).containsKeys("User", "Room");
    }

    @Test
    void whatUnpacksIsClosedWithItsFile() throws IOException {
        byte[] lines = Packed.bytes(LINES);
        for (byte[] file : List.of(Packed.gzip(lines), Packed.zstd(lines), Packed.zip("users.jsonl", LINES))) {
            CountedStream content;
            try (OpenFile open = opened(file)) {
                if (open.isArchive()) {
                    ZipEntries entries = open.entries(ImportLimits.DEFAULT);
                    assertThat(entries.next()).isEqualTo("users.jsonl");
                    content = entries.content();
                } else {
                    content = open.content();
                }
                assertThat(content.read()).isEqualTo('{');
            }

            assertThatThrownBy(content::readAllBytes).isInstanceOf(Exception.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../users.jsonl",
                "/users.jsonl",
                "a/users.jsonl",
                "a\\users.jsonl",
                "C:users.jsonl",
                ".users.jsonl",
                "users\n.jsonl"
            })
    void aNameThatLeadsSomewhereIsRefused(String name) {
        refused(Packed.zip(name, LINES), "at its top");
    }

    @Test
    void archivesThatAreNotWhatTheySayAreRefused() {
        refused(
                Packed.renamed(Packed.zip("users.jsonl", LINES, "Users.jsonl", LINES), "Users.", "users."),
                "two files");
        refused(Packed.zip("users.txt", LINES), "must end in");
        refused(Packed.zip("nobody.csv", "id\n1\n"), "no table 'nobody'");
        refused(Packed.zip("users.jsonl", LINES, "public.users.jsonl", LINES), "twice");
        refused(Packed.zip("manifest.json", "{\"outcome\":\"backup\"}", "users.jsonl", LINES), "manifest");
        refused(Packed.zip(), "no table");
        byte[] zip = Packed.zip("users.jsonl", LINES);
        zip[6] |= 1;
        refused(zip, "encrypted");
    }

    @Test
    void anArchiveBehindAnotherOneIsNotPassedOver() {
        refused(Packed.joined(Packed.zip("users.jsonl", LINES), Packed.zip("Room.jsonl", LINES)), "its directory");
    }

    @Test
    void whatIsPackedTwiceIsRefused() {
        byte[] lines = Packed.bytes(LINES);

        refused(Packed.gzip(Packed.gzip(lines)), "packed twice");
        refused(Packed.zstd(Packed.zip("users.jsonl", LINES)), "packed twice");
        refused(Packed.zip(new String[] {"users.jsonl"}, new byte[][] {Packed.gzip(lines)}), "packed twice");
    }

    @Test
    void bombsAreRefusedByTheirSizeTheirRatioAndTheirNumber() {
        byte[] spaces = Packed.bytes("{\"id\": 1" + " ".repeat(20 << 20) + "}");
        ImportLimits small = new ImportLimits(1000, 1_000_000, 2, 100);

        Files.refused(Packed.gzip(spaces), "users", null, ImportLimits.DEFAULT, "more than 200 times larger");
        Files.refused(
                Packed.zip(new String[] {"users.jsonl"}, new byte[][] {spaces}),
                "users",
                null,
                ImportLimits.DEFAULT,
                "more than 200 times larger");
        Files.refused(Packed.bytes(" ".repeat(2000)), "users", null, small, "more than 1000 bytes");
        Files.refused(
                Packed.zip("users.jsonl", "", "Room.jsonl", "", "User.jsonl", ""),
                null,
                null,
                small,
                "more than 2 files");
        Files.refused(Packed.bytes("[{\"data\": " + "[".repeat(200)), "User", null, small, "depth");
    }

    @Test
    void otherEncodingsAreRefused() {
        for (byte[] file : new byte[][] {
            "[{\"name\": \"ä\"}]".getBytes(StandardCharsets.ISO_8859_1),
            LINES.getBytes(StandardCharsets.UTF_16),
            Packed.joined(Packed.bytes("[{\"name\":\""), new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80})
        }) {
            Files.refused(file, "users", null, ImportLimits.DEFAULT, "not UTF-8");
        }
        refused(Packed.bytes("--boundary\r\nContent-Disposition: form-data"), "form");
    }

    private static OpenFile opened(byte[] file) throws IOException {
        UploadBucket bucket = new UploadBucket();
        SourceName source = new SourceName("school");
        ImportSpec.Upload upload = bucket.upload(source, new BackupId(UUID.randomUUID()), file, 1000);
        return OpenFile.of(new UploadedFile(bucket, upload), ImportLimits.DEFAULT);
    }

    private static String users(byte[] file) {
        return String.valueOf(
                Files.load(file, "users", null, ImportLimits.DEFAULT).staged().get("users"));
    }

    private static Files.Imported all(byte[] file) {
        return Files.load(file, null, null, ImportLimits.DEFAULT);
    }

    private static void refused(byte[] file, String words) {
        Files.refused(file, null, null, ImportLimits.DEFAULT, words);
    }
}
