package io.rowkeep.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.judge.Api;
import io.rowkeep.judge.Catalogue;
import io.rowkeep.judge.Downloaded;
import io.rowkeep.judge.Expected;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;

/** Downloads a backup in every form and compares each with the tables as they are. */
final class DownloadCheck {

    /** Tables whose every form is worth a request of its own. */
    private static final List<String> ALONE = List.of(
            "types.numbers",
            "types.documents",
            "types.texts",
            "text.controls",
            "text.one_nullable",
            "text.no_columns_but_rows",
            "text.empty",
            "\"quote\"\"d\".a,b",
            "Sales Dept.Order",
            "keys.generated",
            "parts.events_2024",
            "per%cent/slash\\back.\"%2e%2e/..\\..//\"");

    private final Api api;
    private final String backup;
    private final DataSource database;
    private final Map<String, Catalogue.Table> tables;

    DownloadCheck(Api api, String backup, DataSource database) {
        this.api = api;
        this.backup = backup;
        this.database = database;
        tables = Catalogue.tables(database);
    }

    /** Everything as one document, everything as a ZIP, and some tables alone. */
    void all(String format) throws IOException {
        document();
        zip(format);
        for (Catalogue.Table table : tables.values()) {
            if (ALONE.contains(table.name())) {
                alone(table);
            }
        }
    }

    private void document() throws IOException {
        Map<String, List<String>> found;
        HttpResponse<InputStream> response = api.download(backup, "format=json");
        assertThat(response.headers().firstValue("Content-Disposition").orElse(""))
                .matches("attachment; filename=\"hard_all_backup_\\d{8}T\\d{6}Z\\.json\"");
        try (InputStream file = response.body()) {
            found = Downloaded.document(file, tables);
        }
        assertThat(found.remove("").get(0)).contains("\"exportedAt\"", "\"version\"", "\"recordCounts\"");
        assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(tables.keySet());
        found.forEach((name, rows) -> same(name, rows, Expected.json(database, table(name))));
    }

    private void zip(String format) throws IOException {
        List<String> names = new ArrayList<>();
        api.get("/api/v1/backups/" + backup)
                .body()
                .get("tables")
                .forEach(table -> names.add(table.get("name").stringValue()));
        try (ZipInputStream zip =
                new ZipInputStream(api.download(backup, "format=zip").body())) {
            assertThat(Objects.requireNonNull(zip.getNextEntry()).getName()).isEqualTo("manifest.json");
            for (String name : names) {
                ZipEntry entry = Objects.requireNonNull(zip.getNextEntry(), name);
                assertThat(entry.getName()).doesNotContain("/", "\\", "\n").doesNotStartWith(".");
                InputStream file = new UnclosedStream(zip);
                switch (format) {
                    case "json" ->
                        same(name, Downloaded.jsonLines(file, table(name)), Expected.json(database, table(name)));
                    case "csv" -> same(name, Downloaded.csv(file, table(name)), Expected.csv(database, table(name)));
                    default -> same(name, Downloaded.copyText(file), Expected.copyText(database, table(name)));
                }
            }
            assertThat(zip.getNextEntry()).isNull();
        }
    }

    private void alone(Catalogue.Table table) throws IOException {
        String query = "&table=" + Api.encoded(table.name());
        try (InputStream csv = api.download(backup, "format=csv" + query).body();
                InputStream copy = api.download(backup, "format=native" + query).body();
                InputStream json = api.download(backup, "format=json" + query).body()) {
            same(table.name(), Downloaded.csv(csv, table), Expected.csv(database, table));
            same(table.name(), Downloaded.copyText(copy), Expected.copyText(database, table));
            assertThat(Downloaded.document(json, tables).keySet()).containsExactlyInAnyOrder("", table.name());
        }
    }

    private Catalogue.Table table(String name) {
        return Objects.requireNonNull(tables.get(name), name);
    }

    private static void same(String table, List<String> rows, List<String> expected) {
        assertThat(rows.size()).as("rows of %s", table).isEqualTo(expected.size());
        for (int i = 0; i < rows.size(); i++) {
            String row = rows.get(i);
            String other = expected.get(i);
            if (!row.equals(other)) {
                int from = 0;
                while (from < Math.min(row.length(), other.length()) && row.charAt(from) == other.charAt(from)) {
                    from++;
                }
                throw new AssertionError("%s: a row reads …%s instead of …%s"
                        .formatted(table, excerpt(row, from), excerpt(other, from)));
            }
        }
    }

    private static String excerpt(String row, int from) {
        return row.substring(Math.max(0, from - 60), Math.min(row.length(), from + 60));
    }
}
