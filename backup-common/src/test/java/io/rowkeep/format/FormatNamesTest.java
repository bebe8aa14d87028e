package io.rowkeep.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The names of formats and mappings in JSON. */
class FormatNamesTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void namesComeBack() {
        for (BackupFormat format : BackupFormat.values()) {
            assertThat(JSON.readValue(JSON.writeValueAsString(format), BackupFormat.class))
                    .isEqualTo(format);
        }
        for (LineFormat format : LineFormat.values()) {
            assertThat(JSON.readValue(JSON.writeValueAsString(format), LineFormat.class))
                    .isEqualTo(format);
        }
    }

    @Test
    void extensionsAreThoseOfTheStorageLayout() {
        assertThat(BackupFormat.values())
                .extracting(BackupFormat::extension)
                .containsExactly("jsonl", "csv", "copy", "csv", "dump");
    }

    @Test
    void anUnknownFormatIsRefusedNamingThemAll() {
        assertThatThrownBy(() -> BackupFormat.of("JSON"))
                .hasMessage("A backup's format is json, csv, native, spreadsheet or system, not 'JSON'");
    }
}
