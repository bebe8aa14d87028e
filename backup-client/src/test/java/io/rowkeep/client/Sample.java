package io.rowkeep.client;

/** Events as Rowkeep sends them. */
final class Sample {

    private Sample() {}

    static String event(String id, String outcome, int sequence) {
        return """
                {"specversion": "1.0", "id": "%1$s", "source": "/rowkeep/school", "type": "io.rowkeep.restore.%2$s.v1",
                 "subject": "j-1", "time": "2026-11-21T10:15:30.123456Z", "datacontenttype": "application/json",
                 "sequence": %3$d, "traceparent": "new", "data": {"jobId": "j-1", "kind": "restore", "source": "school",
                 "dataset": "people", "attempt": 1, "requestedBy": "app", "backupId": "b-1", "safetyBackupId": "s-1",
                 "dryRun": false, "worker": "w-1", "statistics": {"rows": 7, "tables": [{"name": "public.users", "rows": 7,
                 "kept": {"byRule": 1, "added": 0, "referred": 2, "skipped": 1}}]}}}
                """.formatted(id, outcome, sequence).replace("\n", "");
    }
}
