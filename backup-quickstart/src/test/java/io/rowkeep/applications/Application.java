package io.rowkeep.applications;

import io.rowkeep.judge.Api;
import io.rowkeep.judge.HardDatabase;
import io.rowkeep.judge.Sql;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import tools.jackson.databind.JsonNode;

/**
 * An application that has its own source and a token of each role, and has used them.
 *
 * @param name of its source, and a part of the names of all that is its
 * @param tables its database
 * @param tokens a caller of each role, by the role's name
 * @param things what it has, by the words of {@link Question}
 */
record Application(String name, DataSource tables, Map<String, Api> tokens, Map<String, String> things) {

    private static final List<String> ROLES = List.of("viewer", "operator", "admin");

    /** Makes its tables. */
    static HardDatabase database(String name) {
        HardDatabase database = HardDatabase.empty();
        Sql.run(database.owner().dataSource(), """
                create table %1$s_people (id int primary key, name text not null);
                create table settings (id int primary key, value text not null);
                insert into %1$s_people select i, '%1$s person ' || i from generate_series(1, 50) i;
                create table drafts (id int primary key);
                insert into drafts select generate_series(1, 5);
                insert into settings values (1, '%1$s secret');
                """.formatted(name));
        return database;
    }

    /** Gives it tokens and lets it use them. */
    static Application begin(String name, HardDatabase database, Api root) {
        Map<String, Api> tokens = new LinkedHashMap<>();
        Map<String, String> things = new LinkedHashMap<>();
        ROLES.forEach(role ->
                tokens.put(role, root.as(token(root, name, role).get("token").stringValue())));
        Application application = new Application(name, database.owner().dataSource(), tokens, things);
        application.use();
        return application;
    }

    private static JsonNode token(Api maker, String source, String role) {
        return maker.post("/api/v1/tokens", """
                    {"name": "%1$s %2$s", "role": "%2$s", "sources": ["%1$s"]}
                    """.formatted(source, role)).body();
    }

    private void use() {
        JsonNode backup = backUp();
        String path = "/api/v1/backups/" + backup.get("backupId").stringValue();
        admin().call("PATCH", path, "{\"label\": \"%s label\", \"held\": true}".formatted(name));
        Sql.run(tables, "update settings set value = value || '!'");
        JsonNode preview = admin().post(path + "/restores?wait=60s", "{\"mode\": \"merge\", \"dryRun\": true}")
                .body();
        JsonNode clear = admin().succeeded(admin().ask("/api/v1/clears", """
                        {"source": "%s", "dataset": "all", "tables": ["public.drafts"], "confirm": "all"}
                        """.formatted(name)));
        things.put("token", token(admin(), name, "viewer").get("id").stringValue());
        things.put("source", name);
        things.put("table", name + "_people");
        things.put("backup", backup.get("backupId").stringValue());
        things.put("preview", preview.get("id").stringValue());
        things.put("job", clear.get("id").stringValue());
        things.put(
                "cursor", admin().get("/api/v1/jobs?limit=1").body().get("next").stringValue());
    }

    JsonNode backUp() {
        return admin().backUp(name, "json");
    }

    Api admin() {
        return tokens.get("admin");
    }

    String mine() {
        return things.get("backup");
    }

    /** Things that nobody has, each as like to one of these as can be: ids of the same moment, a cursor at the same place. */
    Map<String, String> nobodys() {
        Map<String, String> nobodys = new LinkedHashMap<>(things);
        nobodys.replaceAll((word, thing) -> switch (word) {
            case "source" -> "nobody";
            case "table" -> "nobody_people";
            case "cursor" -> beside(thing);
            default -> beside(UUID.fromString(thing)).toString();
        });
        return nobodys;
    }

    /** Jobs and backups as lists show them to its administrator. */
    List<JsonNode> possessions() {
        return List.of(
                admin().get("/api/v1/jobs?limit=500").body(),
                admin().get("/api/v1/backups?limit=500").body());
    }

    private static String beside(String cursor) {
        ByteBuffer id = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
        UUID beside = beside(new UUID(id.getLong(), id.getLong()));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(16)
                        .putLong(beside.getMostSignificantBits())
                        .putLong(beside.getLeastSignificantBits())
                        .array());
    }

    private static UUID beside(UUID id) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ 1);
    }
}
