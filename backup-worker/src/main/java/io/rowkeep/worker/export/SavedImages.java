package io.rowkeep.worker.export;

import io.rowkeep.control.BackupRecord;

/**
 * Before-images that were stored.
 *
 * @param record the entry in the catalogue
 * @param digest SHA-256 in hexadecimal of the manifest as it is stored
 */
public record SavedImages(BackupRecord record, String digest) {}
