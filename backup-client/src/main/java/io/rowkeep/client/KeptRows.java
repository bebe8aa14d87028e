package io.rowkeep.client;

/**
 * Rows of one table that a job which changes tables left alone.
 *
 * @param byRule rows that keep rules protect
 * @param added rows that came after the job which was undone
 * @param referred rows that stay because a row refers to them that stays
 * @param skipped rows of the backup that were not put back, because a row that stays has their place
 */
public record KeptRows(long byRule, long added, long referred, long skipped) {

    /** Nothing was kept. */
    public static final KeptRows NONE = new KeptRows(0, 0, 0, 0);

    /** All rows that stay; each is counted once, for the first of the reasons that it has. */
    public long kept() {
        return byRule + added + referred;
    }
}
