package io.rowkeep.api.download;

import io.rowkeep.api.problem.InvalidField;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.control.Download;
import io.rowkeep.dataset.DocumentForm;
import io.rowkeep.dataset.TableName;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The file that a caller wants.
 *
 * @param form which kind of file
 * @param compression of the whole file
 * @param tables each once; empty for all
 */
record FileRequest(RequestedForm form, Compression compression, List<TableName> tables) {

    FileRequest {
        tables = List.copyOf(tables);
    }

    /**
     * Reads the parameters of a request; null for those that were left out.
     *
     * @throws InvalidField for the first that is wrong
     */
    static FileRequest of(
            @Nullable String format,
            @Nullable String profile,
            @Nullable String form,
            @Nullable String compress,
            String @Nullable [] table) {
        return new FileRequest(
                new RequestedForm(
                        parse("format", format, DownloadFormat::parse),
                        parse("profile", profile, DownloadProfile::parse),
                        parse("form", form, DocumentForm::parse)),
                Objects.requireNonNullElse(parse("compress", compress, Compression::parse), Compression.NONE),
                tables(table));
    }

    /** The same with a format. */
    FileRequest in(DownloadFormat wanted) {
        return new FileRequest(new RequestedForm(wanted, form.profile(), form.document()), compression, tables);
    }

    /**
     * What is on record when that file is sent.
     *
     * @param sent its form in the end
     */
    Download taken(BackupId backup, DownloadForm sent) {
        return new Download(
                backup,
                sent.format().id(),
                sent.format() == DownloadFormat.JSON ? sent.document().id() : null,
                sent.ofSpreadsheets() ? sent.profile().id() : null,
                compression.id(),
                tables);
    }

    private static <T> @Nullable T parse(String parameter, @Nullable String text, Function<String, T> parser) {
        try {
            return text == null ? null : parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw wrong(parameter, e);
        }
    }

    private static List<TableName> tables(String @Nullable [] texts) {
        try {
            return texts == null
                    ? List.of()
                    : Stream.of(texts).map(TableName::parse).distinct().toList();
        } catch (IllegalArgumentException e) {
            throw wrong("table", e);
        }
    }

    private static InvalidField wrong(String parameter, IllegalArgumentException e) {
        return new InvalidField(parameter, "The parameter '%s' is wrong: %s".formatted(parameter, e.getMessage()));
    }
}
