package io.rowkeep.worker.source.mongo;

/** A text that is no document. The message ends a sentence that names the text. */
final class DocumentRefused extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    DocumentRefused(String why) {
        super(why);
    }

    /** At a field of the document. */
    static DocumentRefused at(String path, String why) {
        return new DocumentRefused(path.isEmpty() ? why : "field '%s' %s".formatted(path, why));
    }
}
