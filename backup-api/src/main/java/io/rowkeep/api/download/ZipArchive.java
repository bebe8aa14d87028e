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

    /** Writes these files, each under a name that no other has. */
    static void write(List<ArchivedFile> files, LocalDateTime modified, OutputStream out) throws IOException {
        EntryNames names = new EntryNames();
        write(out, zip -> {
            for (ArchivedFile file : files) {
                zip.add(names.unique(file.name()), modified, file.content());
            }
        });
    }

    /** Writes what is added. The archive's directory comes last, so one that broke off cannot be taken for a whole one. */
    static void write(OutputStream out, Filling filling) throws IOException {
        ZipArchive zip = new ZipArchive(out);
        try {
            filling.fill(zip);
            zip.finish();
        } finally {
            zip.release();
        }
    }

    /** Writes a file under exactly this name. */
    void add(String name, LocalDateTime modified, ArchivedFile.Content content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(modified);
        putNextEntry(entry);
        content.writeTo(this);
    }

    /** Closing would end an archive that broke off with a directory, as if it were whole; only its native memory is to go. */
    private void release() {
        def.end();
    }

    /** Adds the files. */
    interface Filling {
        void fill(ZipArchive zip) throws IOException;
    }
}
