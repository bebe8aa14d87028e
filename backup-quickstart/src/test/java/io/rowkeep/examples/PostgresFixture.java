package io.rowkeep.examples;

import io.rowkeep.judge.HardDatabase;
import io.rowkeep.judge.Sql;
import io.rowkeep.quickstart.example.Example;
import io.rowkeep.quickstart.example.SampleAddress;
import io.rowkeep.testing.TestDatabase;
import java.util.List;
import javax.sql.DataSource;

/** An example that lives on PostgreSQL. */
abstract class PostgresFixture extends ExampleFixture {

    final TestDatabase database = HardDatabase.empty().owner();
    final TestDatabase copied = HardDatabase.empty().owner();
    final DataSource tables = database.dataSource();

    PostgresFixture(Example example, String dataset) {
        super(example, dataset);
    }

    @Override
    SampleAddress address() {
        return address(database);
    }

    @Override
    SampleAddress copy() {
        return address(copied);
    }

    private SampleAddress address(TestDatabase place) {
        return new SampleAddress(example.type(), place.url(), place.username(), place.password());
    }

    @Override
    void empty() {
        Sql.run(tables, "drop schema public cascade; create schema public");
    }

    void sql(String statements) {
        Sql.run(tables, statements);
    }

    String value(String query) {
        return Sql.value(tables, query);
    }

    List<List<String>> query(String query) {
        return Sql.rows(tables, query);
    }
}
