package io.rowkeep.artifact;

import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.format.BackupFormat;
import java.nio.charset.StandardCharsets;

/**
 * Where things lie in the bucket.
 *
 * <pre>
 * &lt;prefix&gt;/&lt;source&gt;/&lt;dataset&gt;/&lt;backup id&gt;/manifest.json
 * &lt;prefix&gt;/&lt;source&gt;/&lt;dataset&gt;/&lt;backup id&gt;/&lt;attempt&gt;/&lt;schema&gt;.&lt;table&gt;/parts.jsonl.zst
 * &lt;prefix&gt;/&lt;source&gt;/&lt;dataset&gt;/&lt;backup id&gt;/&lt;attempt&gt;/&lt;schema&gt;.&lt;table&gt;/&lt;shard&gt;-&lt;random&gt;-&lt;part&gt;.jsonl.zst
 * &lt;prefix&gt;/&lt;source&gt;/&lt;dataset&gt;/&lt;backup id&gt;/&lt;attempt&gt;/_dump/parts.jsonl.zst
 * &lt;prefix&gt;/&lt;source&gt;/&lt;dataset&gt;/&lt;backup id&gt;/&lt;attempt&gt;/_dump/&lt;random&gt;-&lt;part&gt;.dump.zst
 * &lt;prefix&gt;/&lt;source&gt;/&lt;dataset&gt;/&lt;backup id&gt;/&lt;attempt&gt;/_files/&lt;file&gt;-&lt;random&gt;-&lt;part&gt;.zst
 * &lt;prefix&gt;/&lt;source&gt;/_jobs/&lt;backup id&gt;/upload/&lt;piece&gt;
 * </pre>
 *
 * The prefix belongs to the object store, not to the keys made here.
 *
 * @param folder {@code <source>/<dataset>/<backup id>/}
 */
public record ArtifactKeys(String folder) {

    private static final int LONGEST_NAME = 200;

    /** The keys of one backup. */
    public static ArtifactKeys of(SourceName source, DatasetName dataset, BackupId backup) {
        return new ArtifactKeys(source + "/" + dataset + "/" + backup + "/");
    }

    /** The folder of the file that a backup is imported from. */
    public static String uploads(SourceName source, BackupId backup) {
        return source + "/_jobs/" + backup + "/upload/";
    }

    /** A piece of an uploaded file, by its number from 0. */
    public static String uploadPiece(String folder, int piece) {
        return "%s%06d".formatted(folder, piece);
    }

    /** The manifest's key: the decision cell. */
    public String manifest() {
        return folder + "manifest.json";
    }

    /** The full key of something that a manifest or part list names relative to the backup's folder. */
    public String absolute(String relative) {
        return folder + relative;
    }

    /** The folder of one attempt, relative to the backup's. */
    public static String attempt(int attempt) {
        return attempt + "/";
    }

    /** The part list of a table, relative to the backup's folder. */
    public static String partList(int attempt, TableName table) {
        return tableFolder(attempt, table) + "parts.jsonl.zst";
    }

    /**
     * A part, relative to the backup's folder.
     *
     * @param random a piece of its own for each try at a shard, so that a repeated one never overwrites a committed part
     */
    public static String part(int attempt, TableName table, int shard, String random, int part, BackupFormat format) {
        return "%s%05d-%s-%06d.%s.zst".formatted(tableFolder(attempt, table), shard, random, part, format.extension());
    }

    /** The part list of a dump, relative to the backup's folder. No table's folder is called so: those have a dot in their names. */
    public static String dumpPartList(int attempt) {
        return attempt(attempt) + "_dump/parts.jsonl.zst";
    }

    /** A part of a dump, relative to the backup's folder. */
    public static String dumpPart(int attempt, String random, int part) {
        return "%s_dump/%s-%06d.dump.zst".formatted(attempt(attempt), random, part);
    }

    /**
     * A part of a file, relative to the backup's folder. The file's own name stands only in the manifest.
     *
     * @param file its number in the backup, from 0
     * @param random a piece of its own for each try at reading the file
     */
    public static String filePart(int attempt, int file, String random, int part) {
        return "%s_files/%08d-%s-%06d.zst".formatted(attempt(attempt), file, random, part);
    }

    private static String tableFolder(int attempt, TableName table) {
        return attempt(attempt) + shorten(encode(table.schema()) + "." + encode(table.name())) + "/";
    }

    /** File systems end names at 255 bytes, and two encoded names may be longer: the rest becomes a digest. */
    private static String shorten(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 17) + "-" + digest(name);
    }

    private static String digest(String name) {
        return Sha256.hex(name.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }

    /** Percent-encodes every byte but letters, digits, {@code _} and {@code -}: safe for S3, for a file system and for a shell. */
    static String encode(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = (c < 0x80 && Character.isLetterOrDigit(c)) || c == '_' || c == '-';
            if (plain) {
                encoded.append(c);
            } else {
                encoded.append('%').append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
        return encoded.toString();
    }
}
