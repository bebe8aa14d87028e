package io.rowkeep.worker.source.mongo;

/** A text that is no document. The message ends a sentence that names the text. */
final class DocumentRefused extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 80;

    DocumentRefused(String why) {
        super(why);
    }

    /** At a field of the document. */
    static DocumentRefused at(String path, String why) {
        String field = path.length() <= LONGEST ? path : path.substring(0, LONGEST) + "…";
        return new DocumentRefused(path.isEmpty() ? why : "field '%s' %s".formatted(field, why));
    }
}
