package io.rowkeep.settings;

/** What API and workers must both know. */
public record CommonSettings(ControlSettings control, AmqpSettings amqp, S3Settings s3, JobSettings jobs) {

    /** Asks for all of them; the application then asks for its own and calls {@link SettingsReader#refuseUnknown()}. */
    public static CommonSettings read(SettingsReader reader) {
        return new CommonSettings(
                ControlSettings.read(reader),
                AmqpSettings.read(reader),
                S3Settings.read(reader),
                JobSettings.read(reader));
    }
}
