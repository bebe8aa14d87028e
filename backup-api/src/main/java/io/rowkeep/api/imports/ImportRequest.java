package io.rowkeep.api.imports;

import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.ImportFormat;
import org.jspecify.annotations.Nullable;

/**
 * What makes a request for an import another one than the one before.
 *
 * @param sha256 of the file, in hexadecimal
 */
record ImportRequest(
        SourceName source,
        DatasetName dataset,
        @Nullable TableName table,
        @Nullable ImportFormat format,
        @Nullable String label,
        String sha256) {}
