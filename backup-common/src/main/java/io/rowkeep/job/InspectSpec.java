package io.rowkeep.job;

import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;

/** Answers a question about a dataset; the answer is the job's statistics: one entry per table. */
public record InspectSpec(SourceName source, DatasetName dataset, Inspection inspection) implements JobSpec {}
