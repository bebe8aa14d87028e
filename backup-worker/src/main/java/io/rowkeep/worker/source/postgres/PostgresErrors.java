package io.rowkeep.worker.source.postgres;

import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.sql.SQLException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Turns what driver and server say into failures with our codes. The sentence holds the server's own words, never an address or a password. */
final class PostgresErrors {

    private static final int LONGEST_PIECE = 600;

    /** As in {@code COPY users, line 7, column id: "x"}, and {@code COPY users, line 7: "1\\tann"}, which goes on with a whole row. */
    private static final Pattern COPIED =
            Pattern.compile("(?<line>COPY .{1,200}?, line \\d+)(?<column>, column .*|: \".*)?");

    private PostgresErrors() {}

    /** The failure of a statement on a table; on no table in particular when it is null. */
    static BackupException translate(SourceName source, @Nullable TableName table, SQLException failure) {
        ServerErrorMessage server = failure instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
        String state = Objects.requireNonNullElse(failure.getSQLState(), "");
        TableName about = table == null ? constrained(server) : table;
        String where = about == null ? "Source " + source : "Source %s, table %s".formatted(source, about);
        return new BackupException(
                code(state, server), "%s: %s".formatted(where, words(failure, server, advice(state))), failure);
    }

    /** Which of several tables a statement has hurt; the server knows when it was a constraint of that table. */
    private static @Nullable TableName constrained(@Nullable ServerErrorMessage server) {
        return server == null || server.getSchema() == null || server.getTable() == null
                ? null
                : new TableName(server.getSchema(), server.getTable());
    }

    static ErrorCode code(String state, @Nullable ServerErrorMessage server) {
        return switch (state) {
            // The driver's word for a method of authentication or an encryption that the two sides do not share.
            case "08004", "3D000" -> ErrorCode.SOURCE_ACCESS_DENIED;
            case "42501" -> isRowSecurity(server) ? ErrorCode.ROW_SECURITY : ErrorCode.SOURCE_ACCESS_DENIED;
            case "55P03" -> ErrorCode.LOCK_NOT_AVAILABLE;
            case "40001", "40P01" -> ErrorCode.SOURCE_CONFLICT;
            // Cancelled by somebody, ended by a timeout, out of memory or connections: later it may go.
            case "57014", "25P03", "25P04", "53200", "53300" -> ErrorCode.SOURCE_UNAVAILABLE;
            default ->
                switch (state.length() < 2 ? "" : state.substring(0, 2)) {
                    case "08" -> ErrorCode.SOURCE_UNAVAILABLE;
                    case "28" -> ErrorCode.SOURCE_ACCESS_DENIED;
                    case "23" -> ErrorCode.CONSTRAINT_VIOLATED;
                    case "57" -> ErrorCode.SOURCE_UNAVAILABLE;
                    default -> ErrorCode.SOURCE_REFUSED;
                };
        };
    }

    /** The name of the server's routine: its message may be in any language. */
    private static boolean isRowSecurity(@Nullable ServerErrorMessage server) {
        return server != null && "check_enable_rls".equals(server.getRoutine());
    }

    private static @Nullable String advice(String state) {
        return switch (state) {
            case "53100" -> "the disk of the database server is full";
            case "53300" -> "the database server has no connection left for this role";
            case "3D000" -> "the database of this source's url does not exist";
            default -> null;
        };
    }

    private static String words(SQLException failure, @Nullable ServerErrorMessage server, @Nullable String advice) {
        Stream<@Nullable String> pieces = server == null
                ? Stream.of(advice, Objects.requireNonNullElse(failure.getMessage(), "no answer"))
                : Stream.of(advice, server.getMessage(), detail(server), server.getHint(), where(server));
        return pieces.filter(Objects::nonNull)
                .map(PostgresErrors::shorten)
                .filter(piece -> !piece.isBlank())
                .collect(Collectors.joining("; "));
    }

    /** But for a whole row, with its password hashes: who may read about a job need not be one who may read the table. */
    private static @Nullable String detail(ServerErrorMessage server) {
        return switch (Objects.requireNonNullElse(server.getSQLState(), "")) {
            // A column that must not be NULL, a check constraint, the check option of a view.
            case "23502", "23514", "44000" -> null;
            default -> server.getDetail();
        };
    }

    /**
     * Where it happened, as far as that is known to show no more than one value: in a COPY, or in a function. The server may say it in
     * any language.
     */
    private static @Nullable String where(ServerErrorMessage server) {
        String where = server.getWhere();
        return where == null
                ? null
                : where.lines()
                        .map(PostgresErrors::place)
                        .filter(place -> !place.isEmpty())
                        .collect(Collectors.joining(" "));
    }

    private static String place(String line) {
        Matcher copied = COPIED.matcher(line);
        if (copied.matches()) {
            String column = Objects.requireNonNullElse(copied.group("column"), "");
            return copied.group("line") + (column.startsWith(",") ? column : "");
        }
        return line.startsWith("PL/") ? line : "";
    }

    private static String shorten(@Nullable String piece) {
        String line = Objects.requireNonNullElse(piece, "").strip().replace('\n', ' ');
        return line.length() <= LONGEST_PIECE ? line : line.substring(0, LONGEST_PIECE) + "…";
    }
}
