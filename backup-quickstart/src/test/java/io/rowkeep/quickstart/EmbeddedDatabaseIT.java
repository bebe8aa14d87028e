package io.rowkeep.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.quickstart.example.Example;
import io.rowkeep.quickstart.example.SampleDatabase;
import io.rowkeep.quickstart.example.TableState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded server keeps its data and its door shut. */
class EmbeddedDatabaseIT {

    @TempDir
    Path temporary;

    @Test
    void dataSurvivesARestartAndEveryRoleNeedsItsPassword() throws Exception {
        try (DataFolder folder = DataFolder.open(temporary)) {
            Map<String, TableState> loaded;
            try (EmbeddedDatabase server = EmbeddedDatabase.start(folder, "first secret")) {
                assertThat(server.create("school")).isTrue();
                SampleDatabase sample = Example.SCHOOL.database(server.database("school"));
                sample.load();
                loaded = sample.state();

                assertThatThrownBy(() -> DriverManager.getConnection(
                                server.database("school").url(), "postgres", "guess"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("password");
            }

            try (EmbeddedDatabase server = EmbeddedDatabase.start(folder, "first secret")) {
                assertThat(server.create("school")).isFalse();
                assertThat(Example.SCHOOL.database(server.database("school")).state())
                        .isEqualTo(loaded);
            }

            assertThat(loaded.values().stream().mapToLong(TableState::rows).sum())
                    .isBetween(45_000L, 55_000L);
            assertThat(folder.path("postgresql.password")).doesNotExist();
        }
    }

    @Test
    void dataOfAnotherMajorIsRefusedInOneSentence() throws Exception {
        Files.createDirectories(temporary.resolve("postgresql"));
        Files.writeString(temporary.resolve("postgresql/PG_VERSION"), "14\n");

        try (DataFolder folder = DataFolder.open(temporary)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(folder, "secret"))
                    .isInstanceOf(QuickstartFailure.class)
                    .hasMessageContaining("is of PostgreSQL 14 and this quickstart runs PostgreSQL 15");
        }
    }

    @Test
    void aServerIsEndedByItsFolderWhenItsStartWasInterrupted() throws Exception {
        try (DataFolder folder = DataFolder.open(temporary);
                EmbeddedDatabase server = EmbeddedDatabase.start(folder, "secret")) {
            assertThat(server.create("school")).isTrue();

            EmbeddedDatabase.endLeftover(folder);

            assertThat(temporary.resolve("postgresql/postmaster.pid")).doesNotExist();
            assertThatThrownBy(() -> server.create("users")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void aFolderOfAnotherExampleIsRefused() {
        try (DataFolder folder = DataFolder.open(temporary)) {
            folder.belongTo("school");
            folder.belongTo("school");
            assertThatThrownBy(() -> folder.belongTo("users"))
                    .isInstanceOf(QuickstartFailure.class)
                    .hasMessageContaining("belongs to the example school");
        }
    }

    @Test
    void aSecondQuickstartOnTheSameFolderIsRefused() {
        try (DataFolder folder = DataFolder.open(temporary)) {
            assertThatThrownBy(() -> DataFolder.open(folder.path(".")))
                    .isInstanceOf(QuickstartFailure.class)
                    .hasMessageContaining("Another quickstart uses");
        }
    }
}
