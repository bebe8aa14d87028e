package io.rowkeep.worker.settings;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The YAML file of {@code ROWKEEP_CONFIG}. Every scalar is text as it is written ({@code 0123} stays {@code 0123}); its placeholders
 * are filled from the environment.
 *
 * @param root what stands under {@code rowkeep}
 * @param variables the variables that placeholders name
 */
record ConfigFile(ConfigSection root, Set<String> variables) {

    static final String ROOT = "rowkeep";
    static final String SOURCES = "sources";

    private static final int LARGEST_FILE = 1 << 20;
    private static final int DEEPEST_NESTING = 20;
    private static final int MOST_ALIASES = 50;

    static ConfigFile read(Path path, Map<String, String> environment) {
        Object document;
        try (Reader reader = Files.newBufferedReader(path)) {
            document = yaml().load(reader);
        } catch (IOException e) {
            throw invalid("ROWKEEP_CONFIG names the file %s, which cannot be read".formatted(path), e);
        } catch (MarkedYAMLException e) {
            throw invalid("The configuration file %s is not valid YAML: %s".formatted(path, problem(e)), e);
        } catch (YAMLException e) {
            throw invalid("The configuration file %s is not YAML that is accepted here".formatted(path), e);
        }
        Placeholders placeholders = new Placeholders(environment, DEEPEST_NESTING);
        ConfigSection top = ConfigSection.top(placeholders.fill("", document));
        ConfigSection root = top.section(ROOT)
                .orElseThrow(() -> new BackupException(
                        ErrorCode.INVALID_SETTING, "The configuration file %s has no section rowkeep".formatted(path)));
        top.refuseUnknown();
        return new ConfigFile(root, placeholders.variables());
    }

    /** All settings but the sources, by their whole path. */
    Map<String, String> plainSettings() {
        Map<String, String> flat = new TreeMap<>();
        root.flatten(Set.of(SOURCES), flat);
        return flat;
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setAllowRecursiveKeys(false);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setNestingDepthLimit(DEEPEST_NESTING);
        options.setCodePointLimit(LARGEST_FILE);
        options.setTagInspector(tag -> false);
        DumperOptions dumper = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(dumper), dumper, options, new TextResolver());
    }

    // Not the exception's message: it quotes lines of the file, and with them passwords.
    private static String problem(MarkedYAMLException e) {
        @Nullable String problem = e.getProblem();
        String what = problem == null ? "it cannot be parsed" : problem.strip();
        return e.getProblemMark() == null
                ? what
                : "%s, line %d".formatted(what, e.getProblemMark().getLine() + 1);
    }

    private static BackupException invalid(String sentence, Exception cause) {
        return new BackupException(ErrorCode.INVALID_SETTING, sentence, cause);
    }

    /** Takes every plain scalar as text. */
    private static final class TextResolver extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // None: what looks like a number or a boolean may be a password.
        }
    }
}
