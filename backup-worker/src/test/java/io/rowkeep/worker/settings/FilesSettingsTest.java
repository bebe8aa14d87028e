package io.rowkeep.worker.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.failure.BackupException;
import io.rowkeep.worker.source.FileFolder;
import io.rowkeep.worker.source.PathPattern;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The folder of an application's files, as it is configured. */
class FilesSettingsTest {

    private static final String GUESTS = """
            rowkeep:
              pg-bin: /opt/pg/bin
              sources:
                guests:
                  type: postgresql
                  url: jdbc:postgresql://db/guests
                  username: rowkeep
                  password: secret
            """;

    @TempDir
    Path folder;

    @Test
    void everySettingIsRead() {
        WorkerSettings settings = read("""
                      files:
                        folder: /srv/app/uploads/
                        include: ["**.jpg", "regex:[a-z]+"]
                        exclude: ["**/tmp/**"]
                """);

        assertThat(settings.postgresPrograms()).isEqualTo(Path.of("/opt/pg/bin"));
        assertThat(settings.sources().getFirst().files())
                .isEqualTo(new FileFolder(
                        Path.of("/srv/app/uploads"),
                        List.of(new PathPattern("**.jpg"), new PathPattern("regex:[a-z]+")),
                        List.of(new PathPattern("**/tmp/**"))));
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        assertThat(read("").sources().getFirst().files()).isNull();
        assertThat(read("      files: {folder: /srv}\n").sources().getFirst().files())
                .isEqualTo(new FileFolder(Path.of("/srv"), List.of(new PathPattern("**")), List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{folder: uploads}|files.folder is 'uploads', but must be an absolute path",
                "{include: [a]}|files.folder is missing",
                "{folder: /srv, include: []}|files.include must have at least one pattern",
                "{folder: /srv, exclude: ['regex:(']}|files.exclude: 'regex:(' is no pattern",
                "{folder: /srv, excludes: [a]}|files.excludes is not a setting; did you mean exclude?"
            })
    void aWrongOneStopsTheStart(String files, String sentence) {
        assertThatThrownBy(() -> read("      files: " + files + "\n"))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining(sentence);
    }

    private WorkerSettings read(String files) {
        return new ConfigText(folder, GUESTS + files).read();
    }
}
