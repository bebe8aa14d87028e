package io.rowkeep.dataset;

/** A value that a query was to be asked with is missing, not known or wrong; the message is a whole sentence. */
public final class InvalidParameter extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String parameter;

    InvalidParameter(String parameter, String message) {
        super(message);
        this.parameter = parameter;
    }

    /** Its name. */
    public String parameter() {
        return parameter;
    }
}
