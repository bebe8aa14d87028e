package io.rowkeep.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Makes a backup of a file that was made elsewhere.
 *
 * @param source whose tables the file's records are of
 * @param dataset the dataset that the backup is to be of: only its tables can be imported
 * @param backupId the backup that is written
 * @param table the table of the file's records; null for a form that names its tables
 * @param format the form of the file; null when its content says it
 * @param upload the file as it came
 * @param label free text of who asked for it; null when there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportSpec(
        SourceName source,
        DatasetName dataset,
        BackupId backupId,
        @Nullable TableName table,
        @Nullable ImportFormat format,
        Upload upload,
        @Nullable String label)
        implements JobSpec {

    /**
     * A stored file.
     *
     * @param folder where its pieces lie in the bucket, in order of name
     * @param pieces how many objects they are
     * @param bytes all of them together
     * @param sha256 of the whole file, in hexadecimal
     */
    public record Upload(String folder, int pieces, long bytes, String sha256) {

        /** The size of every piece but the last. */
        public static final int PIECE_BYTES = 8 << 20;
    }
}
