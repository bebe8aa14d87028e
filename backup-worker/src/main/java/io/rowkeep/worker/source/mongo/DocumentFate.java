package io.rowkeep.worker.source.mongo;

import io.rowkeep.job.DifferenceKind;

/** What becomes of a document that backup and collection hold differently. */
record DocumentFate(DifferenceKind kind, Taken taken) {}
