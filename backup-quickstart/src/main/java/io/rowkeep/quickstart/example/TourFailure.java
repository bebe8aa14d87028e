package io.rowkeep.quickstart.example;

/** Why a tour cannot go on, in one sentence. */
public final class TourFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TourFailure(String sentence) {
        super(sentence);
    }

    TourFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
