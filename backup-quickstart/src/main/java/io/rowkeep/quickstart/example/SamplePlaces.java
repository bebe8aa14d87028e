package io.rowkeep.quickstart.example;

import java.nio.file.Path;

/**
 * Where an example lives.
 *
 * @param database of its application
 * @param copy an empty one beside it, which backups are restored into
 * @param files the folder that files of its application are in, in the folder {@code uploads}; the copy's are in {@code restored}
 */
public record SamplePlaces(SampleAddress database, SampleAddress copy, Path files) {}
