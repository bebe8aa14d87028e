package io.rowkeep.job;

/**
 * Rows of one table that a job which changes tables left alone.
 *
 * @param byRule rows that keep rules protect
 * @param added rows that came after the job which is undone
 * @param referred rows that stay because a row refers to them that stays, in this or another table
 * @param skipped rows of the backup that were not put back, because a row that stays has their place
 */
public record KeptRows(long byRule, long added, long referred, long skipped) {

    /** Nothing is kept. */
    public static final KeptRows NONE = new KeptRows(0, 0, 0, 0);

    /** All rows that stay; each is counted once, for the first of the reasons that it has. */
    public long kept() {
        return byRule + added + referred;
    }
}
