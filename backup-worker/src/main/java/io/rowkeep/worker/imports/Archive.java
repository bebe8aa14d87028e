package io.rowkeep.worker.imports;

import io.rowkeep.artifact.TableEntry;
import io.rowkeep.job.ImportFormat;
import io.rowkeep.worker.settings.ImportLimits;
import io.rowkeep.worker.source.SourceTable;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An archive: a file for each table, called like it, or one file of any form. For one attempt and one thread. */
final class Archive {

    private final TargetTables targets;
    private final @Nullable SourceTable named;
    private final @Nullable ImportFormat format;
    private final ImportLimits limits;
    private final Map<String, FilePlan> plans = new HashMap<>();
    private final Map<String, TableEntry> promised = new HashMap<>();
    private @Nullable PackedManifest manifest;

    /**
     * @param named the table that the request named; null when the files are to say theirs
     * @param format the form of every file; null when their names and contents are to say it
     */
    Archive(TargetTables targets, @Nullable SourceTable named, @Nullable ImportFormat format, ImportLimits limits) {
        this.targets = targets;
        this.named = named;
        this.format = format;
        this.limits = limits;
    }

    /** Reads every file once. */
    void survey(ZipEntries entries) throws IOException {
        for (String file = entries.next(); file != null; file = entries.next()) {
            CountedStream content = entries.content();
            InputStream plain = Packing.requirePlain(content, file);
            if (file.equals(PackedManifest.NAME)) {
                if (!plans.isEmpty()) {
                    throw Refusal.of("The manifest must be the first file of the archive");
                }
                manifest = PackedManifest.read(plain);
            } else {
                plans.put(file, plan(file, plain));
                requireOneFile();
            }
            content.drain();
        }
    }

    /** Loads every file. */
    void load(ZipEntries entries, Loading loading) throws IOException {
        for (String file = entries.next(); file != null; file = entries.next()) {
            CountedStream content = entries.content();
            FilePlan plan = plans.get(file);
            if (plan != null) {
                plan.load(content, loading);
            }
            content.drain();
            TableEntry entry = promised.get(file);
            if (entry != null && manifest != null) {
                manifest.verify(entry, file, loading.rows(entry.name()), content.bytes());
            }
        }
    }

    private FilePlan plan(String file, InputStream content) throws IOException {
        if (manifest != null) {
            TableEntry entry = manifest.entry(file)
                    .orElseThrow(() -> Refusal.of(
                            "The archive holds a file %s, which its manifest does not know".formatted(file)));
            promised.put(file, entry);
            return manifest.plan(entry, targets.get(entry.name()), file, limits.maxDepth());
        }
        int dot = file.lastIndexOf('.');
        String base = dot < 0 ? file : file.substring(0, dot);
        ImportFormat form = format == null ? form(file, dot < 0 ? "" : file.substring(dot + 1)) : format;
        SourceTable table = named == null ? table(base, form) : named;
        return FileForm.survey(content, file, form, targets, table, limits.maxDepth());
    }

    /** A JSON file may name its tables itself, and then be called as it likes. */
    private @Nullable SourceTable table(String base, ImportFormat form) {
        return form == ImportFormat.JSON ? targets.findOptional(base).orElse(null) : targets.find(base);
    }

    private static ImportFormat form(String file, String extension) {
        return switch (extension) {
            case "json" -> ImportFormat.JSON;
            case "jsonl", "ndjson" -> ImportFormat.JSONL;
            case "csv" -> ImportFormat.CSV;
            case "copy" -> ImportFormat.COPY;
            default ->
                throw Refusal.of("The archive holds a file %s: its name must end in .json, .jsonl, .csv or .copy"
                        .formatted(Refusal.quote(file)));
        };
    }

    private void requireOneFile() {
        if (named != null && plans.size() > 1) {
            throw Refusal.of("The archive holds several files, and the request names one table, %s: leave it out"
                    .formatted(named.name()));
        }
    }
}
