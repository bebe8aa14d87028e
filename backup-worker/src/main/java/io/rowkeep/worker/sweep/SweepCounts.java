package io.rowkeep.worker.sweep;

/** What one sweep saw and did, for its line in the log. For one thread. */
final class SweepCounts {

    long objects;
    long folders;
    long waiting;
    long leftovers;
    long deletedBackups;
    long unknown;

    @Override
    public String toString() {
        return "looked at %d objects in %d folders; deleted leftovers in %d and finished %d deleted backups; %d may still be at work, %d things left alone because nothing says what they are"
                .formatted(objects, folders, leftovers, deletedBackups, waiting, unknown);
    }
}
