package io.rowkeep.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.rowkeep.quickstart.example.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's table of features claims what the acceptance tests show, and nothing else. */
class FeatureTableTest {

    private static final Path ROOT = Path.of("..");
    private static final String HEADING = "\n## What five applications' own backup code does";
    private static final String NOT_YET = "*not yet*";
    private static final Pattern LINE = Pattern.compile(
            "^\\| `(?<id>[a-z]+\\.[a-z-]+)` \\| (?<feature>.+) \\| (?<here>.+) \\|$", Pattern.MULTILINE);

    @Test
    void everyLineThatIsHereHasATestAndEveryTestOfAFeatureALine() throws IOException {
        Set<String> claimed = new TreeSet<>();
        lines().forEach((id, here) -> {
            if (!here.contains(NOT_YET)) {
                claimed.add(id);
            }
        });

        assertThat(tags()).isEqualTo(claimed);
    }

    @Test
    void everyExampleIsAFolderAndStandsInTheTable() throws IOException {
        List<String> examples =
                Arrays.stream(Example.values()).map(Example::id).sorted().toList();
        Set<String> applications = new TreeSet<>();
        lines().keySet().forEach(id -> applications.add(id.replaceFirst("\\..*", "")));

        try (Stream<Path> folders = Files.list(ROOT.resolve("examples"))) {
            assertThat(folders.map(folder -> folder.getFileName().toString()).sorted())
                    .isEqualTo(examples);
        }
        assertThat(applications).containsAll(examples);
    }

    private static Map<String, String> lines() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        int begin = readme.indexOf(HEADING);
        Map<String, String> lines = new TreeMap<>();
        String section = readme.substring(begin, readme.indexOf("\n## ", begin + 1));
        for (MatchResult line : LINE.matcher(section).results().toList()) {
            assertThat(lines.put(line.group("id"), line.group("here")))
                    .as(line.group("id"))
                    .isNull();
        }
        assertThat(lines).isNotEmpty();
        return lines;
    }

    private static Set<String> tags() {
        Set<String> tags = new TreeSet<>();
        new ClassFileImporter()
                .importPackages("io.rowkeep.examples", "io.rowkeep.flow").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .map(JavaMethod::reflect)
                        .map(method -> method.getAnnotation(Feature.class))
                        .filter(feature -> feature != null)
                        .forEach(feature -> tags.addAll(List.of(feature.value())));
        return tags;
    }
}
