package io.rowkeep.judge;

import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A database that nobody at home has seen: about 190 tables with every type, odd names, keys of every shape, partitions and
 * triggers. An ordinary role owns everything but what only a superuser can make.
 *
 * @param owner the database as the ordinary role sees it; the role that Rowkeep gets
 * @param superuser the same as one who sees every row
 */
public record HardDatabase(TestDatabase owner, TestDatabase superuser) {

    private static final String ROLE = "hard_owner";
    private static final List<String> SCRIPTS =
            List.of("names", "types", "text", "keys", "partitions", "around", "every");

    /** All that come with the server and bring types. */
    private static final List<String> EXTENSIONS = List.of(
            "hstore",
            "citext",
            "ltree",
            "cube",
            "seg",
            "isn",
            "intarray",
            "lo",
            "earthdistance",
            "tablefunc",
            "dblink",
            "pg_trgm",
            "btree_gist");

    /** What the server writes for itself and nobody can put into a column: a restore of it is not possible for any program. */
    private static final Set<String> UNWRITABLE = Set.of(
            "ghstore",
            "gtrgm",
            "gtsvector",
            "intbig_gkey",
            "ltree_gist",
            "pg_brin_bloom_summary",
            "pg_brin_minmax_multi_summary",
            "pg_dependencies",
            "pg_mcv_list",
            "pg_ndistinct",
            "pg_node_tree");

    private static final List<Integer> SINCE = List.of(15, 17, 18);

    /** A new one on the shared server; takes about two seconds. */
    public static HardDatabase create() {
        return create(PostgresServer.shared());
    }

    /** A new one, with what this server's version allows. */
    public static HardDatabase create(PostgresServer server) {
        HardDatabase database = empty(server);
        int version = database.version();
        EXTENSIONS.forEach(name -> Sql.run(database.superuser.dataSource(), "create extension " + name));
        Sql.run(database.superuser.dataSource(), script("superuser"));
        SCRIPTS.forEach(name -> Sql.run(database.owner.dataSource(), script(name)));
        SINCE.stream()
                .filter(since -> version >= since)
                .forEach(since -> Sql.run(database.owner.dataSource(), script("since" + since)));
        return database;
    }

    /** Types of this server, and of the extensions here, that a value was forgotten for. */
    public List<String> forgottenTypes() {
        return Sql.rows(
                        superuser.dataSource(),
                        "select attname from pg_attribute where attrelid = 'every.unwritable'::regclass and attnum > 1")
                .stream()
                .map(row -> row.get(0))
                .filter(type -> !UNWRITABLE.contains(type))
                .toList();
    }

    /** The server's major version. */
    public int version() {
        return Integer.parseInt(
                Sql.value(superuser.dataSource(), "select current_setting('server_version_num')::int / 10000"));
    }

    /** A new one without anything in it, but with the ordinary role as its owner. */
    public static HardDatabase empty() {
        return empty(PostgresServer.shared());
    }

    private static HardDatabase empty(PostgresServer server) {
        TestDatabase superuser = server.database();
        Sql.run(superuser.dataSource(), """
                do $$ begin
                    if not exists (select from pg_roles where rolname = '%1$s') then
                        create role %1$s login password '%1$s';
                    end if;
                end $$;
                alter database %2$s owner to %1$s;
                """.formatted(ROLE, superuser.name()));
        return new HardDatabase(new TestDatabase(superuser.name(), superuser.url(), ROLE, ROLE), superuser);
    }

    private static String script(String name) {
        try (InputStream file = HardDatabase.class.getResourceAsStream("hard/" + name + ".sql")) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
