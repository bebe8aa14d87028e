package io.rowkeep.worker.source.postgres;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code pg_dump} and {@code pg_restore} are on this machine. They are looked for anew each time, so that what is installed
 * later is found. Thread-safe.
 *
 * @param folder the only one that is looked into; null for the path and the folders of Debian's packages
 */
public record PostgresPrograms(@Nullable Path folder) {

    /** What is installed in the usual places. */
    public static final PostgresPrograms INSTALLED = new PostgresPrograms(null);

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (([0-9]{1,4})[^ \\n]*)");
    private static final int FIRST_NEW = 17;
    private static final int LONGEST_ANSWER = 1000;
    private static final long PATIENCE_SECONDS = 10;

    /**
     * The one to use: the oldest that is not older than what it is to work with, because what a newer one writes an older server may
     * not take. From 17 on {@code pg_restore} sets {@code transaction_timeout}, which older servers do not know.
     *
     * @param purpose of the sentence, for example {@code to dump source guests}
     * @param needed the oldest major version that will do
     * @param why where that comes from, for example {@code whose server is PostgreSQL 15.18}
     * @throws BackupException with {@code DUMP_TOOL_UNSUITABLE}
     */
    PostgresProgram find(String name, String purpose, int needed, String why) {
        List<PostgresProgram> found = installed(name);
        Comparator<PostgresProgram> byMajor = Comparator.comparingInt(PostgresProgram::major);
        return found.stream()
                .filter(program -> program.major() >= needed && (needed >= FIRST_NEW || program.major() < FIRST_NEW))
                .min(byMajor)
                .orElseThrow(() ->
                        unsuitable(name, purpose, needed, why, found.stream().max(byMajor)));
    }

    private BackupException unsuitable(
            String name, String purpose, int needed, String why, Optional<PostgresProgram> newest) {
        String place =
                folder == null ? "on this worker's path or in %s/*/bin".formatted(DEBIAN) : "in %s".formatted(folder);
        return new BackupException(
                ErrorCode.DUMP_TOOL_UNSUITABLE,
                newest.map(program -> "%s %s is too %s %s, %s: install the programs of PostgreSQL %s"
                                .formatted(
                                        name,
                                        program.version(),
                                        program.major() < needed ? "old" : "new",
                                        purpose,
                                        why,
                                        right(needed)))
                        .orElseGet(() -> "There is no %s %s %s, %s: install the programs of PostgreSQL %s"
                                .formatted(name, place, purpose, why, right(needed))));
    }

    private static String right(int needed) {
        if (needed >= FIRST_NEW) {
            return "%d or newer".formatted(needed);
        }
        return needed == FIRST_NEW - 1 ? "%d".formatted(needed) : "%d to %d".formatted(needed, FIRST_NEW - 1);
    }

    private List<PostgresProgram> installed(String name) {
        List<PostgresProgram> programs = new ArrayList<>();
        for (Path place : places()) {
            Path program = place.resolve(name);
            if (Files.isRegularFile(program) && Files.isExecutable(program)) {
                version(program).ifPresent(programs::add);
            }
        }
        return programs;
    }

    private List<Path> places() {
        if (folder != null) {
            return List.of(folder);
        }
        List<Path> places = new ArrayList<>(debian());
        for (String entry : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!entry.isEmpty()) {
                places.add(Path.of(entry));
            }
        }
        return places;
    }

    private static List<Path> debian() {
        if (!Files.isDirectory(DEBIAN)) {
            return List.of();
        }
        try (Stream<Path> majors = Files.list(DEBIAN)) {
            return majors.map(major -> major.resolve("bin")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be listed".formatted(DEBIAN), e);
        }
    }

    /** Empty for a program that does not say it: it is not what it is called. */
    private static Optional<PostgresProgram> version(Path program) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(program.toString(), "--version").redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().keySet().retainAll(ProgramRun.INHERITED);
            Process process = builder.start();
            try (InputStream out = process.getInputStream()) {
                // Nobody need read it meanwhile: a version fits the pipe.
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    return Optional.empty();
                }
                String answer = new String(out.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
                Matcher version = VERSION.matcher(answer);
                return process.exitValue() == 0 && version.find()
                        ? Optional.of(
                                new PostgresProgram(program, Integer.parseInt(version.group(2)), version.group(1)))
                        : Optional.empty();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The thread was interrupted while it asked %s".formatted(program), e);
        }
    }
}
