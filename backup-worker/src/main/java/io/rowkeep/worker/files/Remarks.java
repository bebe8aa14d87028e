package io.rowkeep.worker.files;

import java.util.ArrayList;
import java.util.List;

/** Sentences for an administrator; of very many only the first. For one thread. */
public final class Remarks {

    private static final int MOST = 100;

    private final List<String> sentences = new ArrayList<>();
    private long more;

    /** Adds one. */
    void add(String sentence) {
        if (sentences.size() < MOST) {
            sentences.add(sentence);
        } else {
            more++;
        }
    }

    /** The sentences; the last one says how many others there were. */
    public List<String> sentences() {
        List<String> all = new ArrayList<>(sentences);
        if (more > 0) {
            all.add("the same is true of %d more files".formatted(more));
        }
        return all;
    }
}
