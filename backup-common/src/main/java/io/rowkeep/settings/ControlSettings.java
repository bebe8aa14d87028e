package io.rowkeep.settings;

/**
 * Where the control database is.
 *
 * @param url JDBC URL of a PostgreSQL database
 * @param password never printed
 */
public record ControlSettings(String url, String username, String password) {

    /** Asks for {@code rowkeep.control.*}. */
    public static ControlSettings read(SettingsReader reader) {
        String url = reader.required("rowkeep.control.url", "the JDBC URL of the control database");
        if (!url.startsWith("jdbc:postgresql:")) {
            throw reader.wrong("rowkeep.control.url", "must begin with jdbc:postgresql:");
        }
        return new ControlSettings(
                url,
                reader.required("rowkeep.control.username", "the user name for the control database"),
                reader.required("rowkeep.control.password", "the password for the control database"));
    }

    /** The URL up to its parameters, which may hold secrets. */
    public String place() {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    @Override
    public String toString() {
        return "ControlSettings[url=%s, username=%s]".formatted(place(), username);
    }
}
