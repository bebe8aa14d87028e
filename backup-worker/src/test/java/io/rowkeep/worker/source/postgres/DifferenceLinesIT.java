package io.rowkeep.worker.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Differences as lines of JSON. */
class DifferenceLinesIT {

    private final TargetBench bench = new TargetBench();

    @Test
    void linesComeInOrderOfTheKeyWithTheFieldsThatDiffer() {
        bench.sql(
                "create table students (id int, class text, name text, email text, primary key (class, id))",
                "insert into students values (7, 'b', 'Ann', 'a'), (8, 'b', 'Bob', null), (10, 'a', 'Cid', 'c')");
        assertThat(print(
                        "public.students",
                        List.of("id", "class", "name", "email"),
                        "7\tb\tAnn\tb",
                        "8\tb\tBob\t",
                        "9\tb\tNew\t\\N"))
                .containsExactly("""
                        {"table":"public.students","key":{"class":"a","id":"10"},"kind":"delete","outcome":"delete","fields":[\
                        {"name":"id","current":"10"},{"name":"class","current":"a"},{"name":"name","current":"Cid"},{"name":"email","current":"c"}]}""", """
                        {"table":"public.students","key":{"class":"b","id":"7"},"kind":"update","outcome":"update","fields":[\
                        {"name":"email","current":"a","backup":"b","result":"b"}]}""", """
                        {"table":"public.students","key":{"class":"b","id":"8"},"kind":"update","outcome":"update","fields":[\
                        {"name":"email","current":null,"backup":"","result":""}]}""", """
                        {"table":"public.students","key":{"class":"b","id":"9"},"kind":"insert","outcome":"insert","fields":[\
                        {"name":"id","backup":"9","result":"9"},{"name":"class","backup":"b","result":"b"},\
                        {"name":"name","backup":"New","result":"New"},{"name":"email","backup":null,"result":null}]}""");
    }

    @Test
    void everyCharacterIsTold() {
        bench.sql(
                "create schema \"odd \"\"schema\"",
                "create table \"odd \"\"schema\".\"t\\x\" (id text primary key, \"a\"\"b\\\n%s\" text)");
        List<String> lines = print(
                "\"odd \"\"schema\".\"t\\x\"",
                List.of("id", "a\"b\\\n%s"),
                "k\"\\\\\t\\tq\"\\\\n\\n\\r\\b\\f\\v\u0001\u001f\u007f,é€😀\u2028");
        assertThat(lines).containsExactly("""
                        {"table":"\\"odd \\"\\"schema\\".t\\\\x","key":{"id":"k\\"\\\\"},"kind":"insert","outcome":"insert","fields":[\
                        {"name":"id","backup":"k\\"\\\\","result":"k\\"\\\\"},\
                        {"name":"a\\"b\\\\\\n%s","backup":"\\tq\\"\\\\n\\n\\r\\b\\f\\u000b\\u0001\\u001f\u007f,é€😀\u2028","result":"\\tq\\"\\\\n\\n\\r\\b\\f\\u000b\\u0001\\u001f\u007f,é€😀\u2028"}]}""");
    }

    @Test
    void valuesAreToldAsTheServerPrintsThem() {
        bench.sql(
                "create type pair as (a int, b text)",
                "create table typed (id int primary key, b bool, c char(4), i inet, p pair, a int[], j json, n numeric, e pair)",
                "insert into typed values (1, true, 'x', '10.0.0.1', row(null, null), '[0:1]={1,null}', '{\"a\": 1,\"a\":2}', 'NaN', null)");
        assertThat(print(
                        "public.typed",
                        List.of("id", "b", "c", "i", "p", "a", "j", "n", "e"),
                        "1\tf\ty   \t10.0.0.0/8\t\\N\t{}\t{\"a\":1}\t1.00\t(,)"))
                .containsExactly("""
                        {"table":"public.typed","key":{"id":"1"},"kind":"update","outcome":"update","fields":[\
                        {"name":"b","current":"t","backup":"f","result":"f"},\
                        {"name":"c","current":"x   ","backup":"y   ","result":"y   "},\
                        {"name":"i","current":"10.0.0.1","backup":"10.0.0.0/8","result":"10.0.0.0/8"},\
                        {"name":"p","current":"(,)","backup":null,"result":null},\
                        {"name":"a","current":"[0:1]={1,NULL}","backup":"{}","result":"{}"},\
                        {"name":"j","current":"{\\"a\\": 1,\\"a\\":2}","backup":"{\\"a\\":1}","result":"{\\"a\\":1}"},\
                        {"name":"n","current":"NaN","backup":"1.00","result":"1.00"},\
                        {"name":"e","current":null,"backup":"(,)","result":"(,)"}]}""");
    }

    @Test
    void longValuesAreCut() {
        bench.sql(
                "create table texts (id int primary key, t text, u text)",
                "insert into texts values (1, repeat('é', 1000), 'x'), (2, repeat('é', 1001), 'x')");
        assertThat(print("public.texts", List.of("id", "t", "u"), "1\tx\tx", "2\tx\ty"))
                .containsExactly("""
                        {"table":"public.texts","key":{"id":"1"},"kind":"update","outcome":"update","fields":[\
                        {"name":"t","current":"%s","backup":"x","result":"x"}]}""".formatted("é".repeat(1000)), """
                        {"table":"public.texts","key":{"id":"2"},"kind":"update","outcome":"update","fields":[\
                        {"name":"t","current":"%s","backup":"x","result":"x","cut":true},\
                        {"name":"u","current":"x","backup":"y","result":"y"}]}""".formatted("é".repeat(1000)));
    }

    @Test
    void aTableWithoutAKeyHasLinesWithoutOne() {
        bench.sql("create table log (a text)", "insert into log values ('x'), ('y')");
        assertThat(print("public.log", List.of("a"), "x")).containsExactly("""
                        {"table":"public.log","kind":"delete","outcome":"delete","fields":[{"name":"a","current":"y"}]}""");
    }

    @Test
    void aTableMayHaveAllTheColumnsThatThereCanBe() {
        List<String> columns = IntStream.range(0, 1600).mapToObj(at -> "c" + at).toList();
        bench.sql("create table wide (%s, primary key (c0))"
                .formatted(columns.stream().map(name -> name + " bool").collect(Collectors.joining(", "))));
        bench.sql("insert into wide select %s"
                .formatted(columns.stream().map(name -> "true").collect(Collectors.joining(", "))));
        String row =
                columns.stream().map(name -> "c1599".equals(name) ? "f" : "t").collect(Collectors.joining("\t"));
        try (Judgment judgment = new Judgment(bench, "public.wide")) {
            judgment.merge("public.wide", columns, row, row.replaceFirst("t", "f"));
            assertThat(judgment.violations()).isEmpty();
            assertThat(judgment.differences("public.wide").update()).isEqualTo(1);
            assertThat(judgment.lines("public.wide"))
                    .satisfiesExactly(
                            inserted -> assertThat(inserted)
                                    .contains("\"kind\":\"insert\"")
                                    .endsWith("{\"name\":\"c1599\",\"backup\":\"f\",\"result\":\"f\"}]}"),
                            updated -> assertThat(updated)
                                    .endsWith(
                                            "\"fields\":[{\"name\":\"c1599\",\"current\":\"t\",\"backup\":\"f\",\"result\":\"f\"}]}"));
        }
    }

    private List<String> print(String table, List<String> columns, String... rows) {
        try (Judgment judgment = new Judgment(bench, table)) {
            return judgment.exchange(table, columns, rows).lines(table);
        }
    }
}
