package io.rowkeep.worker.source.postgres;

import io.rowkeep.artifact.ImageColumns;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.job.JobError;
import java.util.List;
import java.util.Optional;

/**
 * Rows of a table are to be as their images say, which are beside it as {@code s}. A row that is not any more what the image says it
 * was after the change is a conflict.
 */
final class Reversal implements Comparison {

    private static final int NAMED = 3;

    private final PostgresConnection connection;
    private final StagedTable images;
    private final boolean force;

    /** @param force whether conflicts are applied as well */
    Reversal(PostgresConnection connection, StagedTable images, boolean force) {
        this.connection = connection;
        this.images = images;
        this.force = force;
    }

    @Override
    public StagedTable staged() {
        return images;
    }

    /** Each has an image, also one that a row was not there. */
    @Override
    public String isBeside() {
        return "true";
    }

    @Override
    public String differences() {
        return """
                select found.relation, found.old, found.new, null::tid as base,
                       case when found.changed then 'conflict' when found.new is null then 'delete'
                            when found.old is null then 'insert' else 'update' end as kind,
                       %s or not found.changed as applied, false as undecided
                from (select t.tableoid as relation, t.ctid as old, case when s.%s then null else s.ctid end as new,
                             s.%s is distinct from %s as changed
                      from %s) found
                """.formatted(force, ImageColumns.ABSENT, ImageColumns.AFTER, BeforeImages.now(table()), paired());
    }

    @Override
    public void decide(String differences) {
        // The images say it all.
    }

    @Override
    public String holds(String condition, PlannedRows planned) {
        return "(exists (select from %s f join %s d on d.applied and f.ctid = d.new where %s) or exists (select from %s f where %s and %s))"
                .formatted(images.sql(), planned.sql(), condition, table().sql(), planned.stays("f"), condition);
    }

    @Override
    public long unchanged(long inserted, long updated, long deleted) {
        return connection.single("select count(*) from " + table().sql(), row -> row.getLong(1)) - updated - deleted;
    }

    @Override
    public long remaining(PlannedRows planned) {
        return connection.single("select count(*) from " + paired(), row -> row.getLong(1));
    }

    /** Says which rows are conflicts, as far as they are not forced. */
    Optional<JobError> conflicts(PlannedRows planned) {
        RowIdentity identity = table().identity();
        List<String> labels = connection.query(
                "select case when d.old is null then %s else %s end from %s d left join %s t on %s left join %s s on s.ctid = d.new where d.kind = 'conflict' and not d.applied limit %d"
                        .formatted(
                                identity.label("s"),
                                identity.label("t"),
                                planned.sql(),
                                table().sql(),
                                table().isAt("t", "d"),
                                images.sql(),
                                NAMED),
                row -> row.getString(1));
        if (labels.isEmpty()) {
            return Optional.empty();
        }
        long rows = connection.single(
                "select count(*) from %s d where d.kind = 'conflict' and not d.applied".formatted(planned.sql()),
                row -> row.getLong(1));
        return Optional.of(new JobError(
                ErrorCode.UNDO_CONFLICTS,
                "%d rows of table %s have changed since the job that is undone, such as %s: nothing was undone; \"force\": true puts them back nevertheless"
                        .formatted(rows, table().name(), String.join(", ", labels))));
    }

    /** Images whose rows are not as they were, as what stands behind FROM. */
    private String paired() {
        return "%s s left join %s t on %s where case when t.ctid is null then not s.%4$s else s.%4$s or %5$s end"
                .formatted(
                        images.sql(),
                        table().sql(),
                        table().primaryKey().same("t", "s"),
                        ImageColumns.ABSENT,
                        SqlLists.differ(table().columns()));
    }

    private TargetRelation table() {
        return images.table();
    }
}
