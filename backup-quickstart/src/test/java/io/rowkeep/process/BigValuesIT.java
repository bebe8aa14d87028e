package io.rowkeep.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.judge.Api;
import io.rowkeep.judge.HardDatabase;
import io.rowkeep.judge.Sql;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Values as wide as is promised go through workers with as little memory as is promised. */
class BigValuesIT {

    private static final String CONTENT =
            "select id, length(t), md5(t), length(b), md5(b), (select count(*) from pointers) from big order by id";

    private final HardDatabase database = HardDatabase.empty();
    private final DataSource tables = database.superuser().dataSource();
    private final Site site = new Site(Map.of("big", database.owner()));

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void valuesOf64MebibytesNeedAHeapOf256() {
        make();
        // Neither is made small by a compressor, and the second is printed twice as wide.
        Sql.run(database.owner().dataSource(), """
                insert into big select 1, string_agg(md5(i::text), ''), null from generate_series(1, 2 * 1024 * 1024) i;
                insert into big select 2, null, string_agg(sha256(i::text::bytea), '') from generate_series(1, 2 * 1024 * 1024) i;
                insert into pointers values (1), (2);
                """);
        site.startWorker();

        goAndComeBack("json", true);
        goAndComeBack("csv", false);
        goAndComeBack("native", true);
    }

    @Test
    void aValueOf200MegabytesNeedsAHeapOfAGigabyteAndASetting() {
        make();
        Sql.run(database.owner().dataSource(), """
                insert into big select 1, null, convert_to(repeat(string_agg(md5(i::text), ''), 5000), 'UTF8') from generate_series(1, 1250) i;
                insert into pointers values (1);
                """);
        site.startWorker("1g", Map.of("ROWKEEP_MAX_ROW", "400MiB"));

        goAndComeBack("native", false);
    }

    private void make() {
        Sql.run(database.owner().dataSource(), """
                create table big (id int primary key, t text, b bytea);
                alter table big alter t set storage external, alter b set storage external;
                create table pointers (big int references big);
                """);
    }

    /** @param staged whether rows of another table refer to it that stay: then what comes is compared with what is there */
    private void goAndComeBack(String format, boolean staged) {
        site.awaitWorkers(1);
        List<List<String>> before = Sql.rows(tables, CONTENT);
        Api api = site.api();
        JsonNode backup = api.backUp("big", format);
        Sql.run(tables, "update big set t = 'gone', b = null");

        api.succeeded(api.ask(
                Api.restores(backup),
                staged ? "{\"mode\": \"replace\", \"tables\": [\"public.big\"]}" : "{\"mode\": \"replace\"}"));

        assertThat(Sql.rows(tables, CONTENT)).isEqualTo(before);
    }
}
