package io.rowkeep.api;

import io.rowkeep.settings.CommonSettings;
import io.rowkeep.settings.SettingsReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an API process must know. The port is Spring's {@code SERVER_PORT}.
 *
 * @param adminToken the secret of a token of role admin that always exists; null when the first one is to be generated. Never printed
 * @param maxUploadBytes the largest file that can be imported
 */
public record ApiSettings(CommonSettings common, @Nullable String adminToken, long maxUploadBytes) {

    private static final long DEFAULT_MAX_UPLOAD = 1L << 30;
    private static final String MAX_UPLOAD = "rowkeep.import.max-upload";
    private static final String ADMIN_TOKEN = "rowkeep.admin-token";

    /** The defaults for everything else. */
    public ApiSettings(CommonSettings common, @Nullable String adminToken) {
        this(common, adminToken, DEFAULT_MAX_UPLOAD);
    }

    /**
     * Reads the settings from environment variables.
     *
     * @throws io.rowkeep.failure.BackupException with {@code INVALID_SETTING} and a sentence that names a missing, unknown or wrong one
     */
    public static ApiSettings read(Map<String, String> environment) {
        SettingsReader reader = SettingsReader.of(environment);
        CommonSettings common = CommonSettings.read(reader);
        String adminToken = reader.optional(ADMIN_TOKEN).orElse(null);
        if (adminToken != null && !adminToken.matches("[\\x21-\\x7e]{8,200}")) {
            throw reader.wrong(ADMIN_TOKEN, "must have 8 to 200 visible ASCII characters");
        }
        long maxUpload = reader.size(MAX_UPLOAD, DEFAULT_MAX_UPLOAD);
        if (maxUpload < 1) {
            throw reader.wrong(MAX_UPLOAD, "must be at least 1B");
        }
        reader.refuseUnknown();
        return new ApiSettings(common, adminToken, maxUpload);
    }

    @Override
    public String toString() {
        return "ApiSettings[common=%s]".formatted(common);
    }
}
