package io.rowkeep.applications;

import io.rowkeep.judge.Api;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request about things of an application: words in braces stand for them.
 *
 * @param status what an administrator of another application is answered
 * @param path with the query
 */
record Question(
        int status, String method, String path, @Nullable String body) {

    /**
     * Every call of the API, about what it can be about. {@code {mine}} is a backup of the application that asks, all other things
     * are those of the application that is asked about, but for {@code {dataset}}, which both have.
     */
    static final List<Question> ALL = """
            200 GET /api/v1/audit?source={source}
            200 GET /api/v1/audit?job={job}
            200 GET /api/v1/backups?source={source}
            200 GET /api/v1/backups?cursor={cursor}
            404 POST /api/v1/backups {"source": "{source}"}
            404 POST /api/v1/backups {"source": "{source}", "dataset": "all", "tables": ["public.{table}"]}
            404 POST /api/v1/backups/import?source={source}&dataset=all&table={table} [{"id": 1}]
            404 GET /api/v1/backups/{backup}
            404 PATCH /api/v1/backups/{backup} {"held": false}
            404 GET /api/v1/backups/{backup}/download?format=zip
            404 POST /api/v1/backups/{backup}/restores {"mode": "replace"}
            404 POST /api/v1/backups/{mine}/restores {"mode": "replace", "target": {"source": "{source}"}}
            404 POST /api/v1/backups/{mine}/restores {"mode": "merge", "base": "{backup}"}
            404 POST /api/v1/backups/{mine}/restores {"mode": "merge", "preview": "{preview}"}
            404 POST /api/v1/clears {"source": "{source}", "dataset": "all", "tables": "all", "confirm": "all"}
            404 POST /api/v1/clears {"source": "{source}", "dataset": "all", "tables": "all", "dryRun": true}
            200 GET /api/v1/jobs?source={source}
            200 GET /api/v1/jobs?cursor={cursor}
            404 GET /api/v1/jobs/{job}?wait=1s
            404 GET /api/v1/jobs/{job}/events
            404 GET /api/v1/jobs/{job}/events?lastEventId=1
            404 GET /api/v1/jobs/{preview}/differences?table={table}
            404 POST /api/v1/jobs/{job}/cancel
            404 POST /api/v1/jobs/{job}/undo {"force": true}
            200 GET /api/v1/sources
            404 GET /api/v1/sources/{source}/statistics
            404 GET /api/v1/sources/{source}/datasets/{dataset}/export
            200 GET /api/v1/tokens
            403 POST /api/v1/tokens {"name": "spy", "role": "viewer", "sources": ["{source}"]}
            404 DELETE /api/v1/tokens/{token}
            200 GET /api/v1/workers
            404 DELETE /api/v1/backups/{backup}
            """.lines().map(Question::parse).toList();

    private static Question parse(String line) {
        String[] words = line.split(" ", 4);
        return new Question(Integer.parseInt(words[0]), words[1], words[2], words.length == 4 ? words[3] : null);
    }

    /** Method and path as the OpenAPI document has them, but for the names of what stands in the path. */
    String operation() {
        return operation(method, path.replaceFirst("\\?.*", ""));
    }

    static String operation(String method, String path) {
        return method + " " + path.replaceAll("\\{[^}]*}", "{}");
    }

    /** Whether the answer depends on what is asked about. */
    boolean isAboutAThing() {
        return (path + body).replaceAll("\\{(mine|dataset)}", "").contains("{");
    }

    /** Asks about these things. */
    Api.Answer ask(Api asker, String mine, Map<String, String> things) {
        String text = body;
        return asker.call(method, filled(path, mine, things), text == null ? null : filled(text, mine, things));
    }

    private static String filled(String template, String mine, Map<String, String> things) {
        String text = template.replace("{mine}", mine).replace("{dataset}", "all");
        for (Map.Entry<String, String> thing : things.entrySet()) {
            text = text.replace("{" + thing.getKey() + "}", thing.getValue());
        }
        return text;
    }

    /** Status, kind and body of an answer, with the words for the things in their place, and without what every moment changes. */
    static String told(Api.Answer answer, Map<String, String> things) {
        String body = answer.body().toString().replaceAll("\"(seenAt|lastUsedAt)\":\"[^\"]*\"", "\"$1\":\"\"");
        for (Map.Entry<String, String> thing : things.entrySet()) {
            body = body.replace(thing.getValue(), "{" + thing.getKey() + "}");
        }
        return answer.headers().map().entrySet().stream()
                        .filter(header -> !header.getKey().matches("date|content-length|content-disposition"))
                        .map(header -> header.getKey() + ": " + header.getValue())
                        .collect(Collectors.joining("\n", answer.status() + "\n", "\n"))
                + body;
    }

    @Override
    public String toString() {
        return "%s %s %s".formatted(method, path, body == null ? "" : body);
    }
}
