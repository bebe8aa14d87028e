package io.rowkeep.api.download;

import io.rowkeep.artifact.EntryNames;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A ZIP that is written while it is sent. */
final class ZipArchive extends ZipOutputStream {

    private ZipArchive(OutputStream out) {
        super(out);
    }

    /** Writes these files. The archive's directory comes last, so one that broke off cannot be taken for a whole one. */
    static void write(List<ArchivedFile> files, LocalDateTime modified, OutputStream out) throws IOException {
        ZipArchive zip = new ZipArchive(out);
        try {
            EntryNames names = new EntryNames();
            for (ArchivedFile file : files) {
                ZipEntry entry = new ZipEntry(names.unique(file.name()));
                entry.setTimeLocal(modified);
                zip.putNextEntry(entry);
                file.content().writeTo(zip);
            }
            zip.finish();
        } finally {
            zip.release();
        }
    }

    /** Closing would end an archive that broke off with a directory, as if it were whole; only its native memory is to go. */
    private void release() {
        def.end();
    }
}
