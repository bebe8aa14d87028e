package io.rowkeep.worker.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.dataset.DatasetQuery;
import io.rowkeep.dataset.ParameterType;
import io.rowkeep.dataset.QueryParameter;
import io.rowkeep.dataset.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where parameters stand in a query, and where a colon is something else. */
class QueryTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select ':a'",
                "select 'it''s :a'",
                "select '\\' || ':a'",
                "select E'\\':a'",
                "select e'\\\\\\':a'",
                "select E'x'\n  'and \\':a'",
                "select E'x' -- more\n -- and more\n '\\':a'",
                "select U&':a \\'",
                "select b':a', x':a', n':a'",
                "select \":a\", \"\"\":a\"",
                "select $$:a '$$",
                "select $b$:a $$ ' $c$ $b$",
                "select $é$:a$é$",
                "select 1 -- :a",
                "select 1 --:a ' \n+ 2",
                "select 1 /* :a /* :a */ :a ' */ + 1",
                "select 1 /*/ :a */",
                "select x::a, x :: a, x::\"a\"",
                "select f(x := a, y :=b)",
                "select v[1:2], v[1 : a], v[:2]",
                "select x operator(pg_catalog.-) 1--:a",
                "select 1 +-- :a\n 2",
            })
    void nothingButCodeHoldsParameters(String sql) {
        QueryText text = QueryText.parse(sql);

        assertThat(text.names()).isEmpty();
        assertThat(text.with(name -> "?")).isEqualTo(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select :a",
                "select x=:a",
                "select (:a)",
                "select ':a' || :a || ':a'",
                "select ''':a' || :a",
                "select '\\':a",
                "select '\\', :a",
                "select type'x\\', :a",
                "select _e'\\', :a",
                "select E'\\\\', :a",
                "select 'x'\n'\\', :a",
                "select E'x' '\\', :a",
                "select \"x\\\", :a",
                "select $$x$$, :a",
                "select x$b$, :a, x$b$",
                "select $1, $2, :a",
                "select $b$ $c$ $b$, :a",
                "select /* /* */ */ :a",
                "select /**/:a/**/",
                "select -:a",
                "select --\n:a",
                "select --\r:a",
                "select :a::int, x:::a",
                "select v[:a]",
                "select v[1::a]::int, :a",
                "select x ? ':a' and :a",
                "select f(x => :a)",
            })
    void parametersAreFoundInCode(String sql) {
        assertThat(QueryText.parse(sql).names()).containsExactly("a");
    }

    @Test
    void aPlaceIsReplacedAndNothingElse() {
        String sql =
                "select ':year', \"a:b\" from t where y = :year and m=:month -- :year\n and z::int = :year ; -- end";

        QueryText text = QueryText.parse(sql);

        assertThat(text.names()).containsExactly("month", "year");
        assertThat(text.with(name -> "<" + name + ">"))
                .startsWith(
                        "select ':year', \"a:b\" from t where y = <year> and m=<month> -- :year\n and z::int = <year>")
                .doesNotContain(";");
    }

    @Test
    void aNameIsTakenWhole() {
        assertThat(QueryText.parse("select :year_1x+:Y, :é, :a$b").names()).containsExactly("Y", "a$b", "year_1x", "é");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1; select 2",
                "select 1;;",
                "; select 1",
                "select 1; 'x'",
                "select '\\'; select '",
                "select 1 /* ; */; :a"
            })
    void thereIsOneStatement(String sql) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueryText.parse(sql))
                .withMessage("The sql is more than one statement: a ; may stand at its end only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select ';'",
                "select $$;$$ -- ;",
                "select 1 /*;*/",
                "select 1;\n -- end /* \n /* */ ",
                "select \";\";"
            })
    void aSemicolonThatEndsNothingIsNone(String sql) {
        assertThat(QueryText.parse(sql).places()).isEmpty();
    }

    @Test
    void whatDoesNotEndIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueryText.parse("select\n 'x"))
                .withMessage("The sql has a text in quotes that begins in line 2 and does not end");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueryText.parse("select \"x\"\""))
                .withMessageContaining("name in double quotes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueryText.parse("select $x$ $y$ $$"))
                .withMessageContaining("text between $x$");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueryText.parse("select /* /* */"))
                .withMessageContaining("comment");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueryText.parse("select E'\\"))
                .withMessageContaining("text in quotes");
    }

    @Test
    void parametersAndSqlFitTogether() {
        assertThatThrownBy(() -> configured("select :mnth", integer("month", 1L, 12L)))
                .hasMessage(
                        "The sql uses :mnth, which is not among its parameters; a colon that means something else has a space behind it");
        assertThatThrownBy(() -> configured("select ':month'", integer("month", 1L, 12L)))
                .hasMessage("The sql does not use :month, which is among its parameters");
    }

    @Test
    void aValueIsAskedForAndNeverWritten() {
        ConfiguredQuery query = configured(
                "select :n, :m, :t",
                integer("n", 1L, 12L),
                integer("m", 1L, null),
                new QueryParameter("t", ParameterType.TEXT, null, null, List.of()));

        assertThat(query.sql())
                .isEqualTo("select (pg_catalog.current_setting('rowkeep.n')::pg_catalog.int4),"
                        + " (pg_catalog.current_setting('rowkeep.m')::pg_catalog.int8),"
                        + " (pg_catalog.current_setting('rowkeep.t')::pg_catalog.text)");
        assertThat(query.withoutValues())
                .isEqualTo("select (null::pg_catalog.int4), (null::pg_catalog.int8), (null::pg_catalog.text)");
    }

    private static ConfiguredQuery configured(String sql, QueryParameter... parameters) {
        return ConfiguredQuery.of(new DatasetQuery(sql, TableName.parse("result"), List.of(parameters)));
    }

    private static QueryParameter integer(String name, @Nullable Long min, @Nullable Long max) {
        return new QueryParameter(name, ParameterType.INTEGER, min, max, List.of());
    }
}
