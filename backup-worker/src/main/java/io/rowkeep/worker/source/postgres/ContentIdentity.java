package io.rowkeep.worker.source.postgres;

import java.util.List;

/**
 * Rows of a table without a primary key: a row is the same as one that prints the same, and of equal rows the first pairs with the
 * first, the second with the second. Some types know no equality, but each of them prints.
 */
record ContentIdentity(List<String> columns) implements RowIdentity {

    private static final int LONGEST_LABEL = 200;

    ContentIdentity {
        columns = List.copyOf(columns);
    }

    @Override
    public String rows(String relation, String alias, String condition) {
        String content = SqlLists.digest(columns, alias);
        return """
                (select x.*, pg_catalog.row_number() over (partition by x.rowkeep_content) as rowkeep_number
                 from (select %2$s.tableoid, %2$s.ctid%3$s, %4$s as rowkeep_content from %1$s %2$s where %5$s) x) %2$s
                """.formatted(
                        relation, alias, SqlLists.following(columns, name -> alias + "." + name), content, condition);
    }

    @Override
    public String same(String left, String right) {
        return "%1$s.rowkeep_content = %2$s.rowkeep_content and %1$s.rowkeep_number = %2$s.rowkeep_number"
                .formatted(left, right);
    }

    @Override
    public String differ() {
        return "false";
    }

    @Override
    public String label(String row) {
        return "pg_catalog.left(%s, %d)".formatted(SqlLists.text(columns, row), LONGEST_LABEL);
    }
}
