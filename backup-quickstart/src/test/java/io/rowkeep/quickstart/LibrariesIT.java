package io.rowkeep.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One jar runs what others run in jars of their own. */
class LibrariesIT {

    @ParameterizedTest
    @ValueSource(strings = {"worker", "api"})
    void aLibraryThatTestsUseTooIsNotMissingFromTheJar(String program) throws IOException {
        assertThat(libraries("quickstart")).containsAll(libraries(program));
    }

    /** Without their versions, of which one jar has one. */
    private static List<String> libraries(String program) throws IOException {
        Path path = Path.of("..", "backup-" + program, "target", "backup-" + program + ".jar");
        try (JarFile jar = new JarFile(path.toFile())) {
            return jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
                    .map(name -> name.replaceFirst("-[0-9].*", ""))
                    .toList();
        }
    }
}
