package io.rowkeep.bench;

import io.rowkeep.format.BackupFormat;
import io.rowkeep.testing.ObjectStoreServer;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestBucket;
import io.rowkeep.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;

/** Saves one table with Rowkeep and with pg_dump. */
public final class ExportBench {

    private ExportBench() {}

    /** Arguments: see {@link Options}. */
    public static void main(String[] arguments) throws Exception {
        Options options = Options.parseOrExit("export", 1_000_000, arguments);
        TestDatabase database = PostgresServer.shared().database();
        TestBucket bucket = ObjectStoreServer.shared().bucket();
        long tableBytes = BenchTable.create(database, options.rows());
        PgDump pgDump = new PgDump(database, List.of("-Fc"));
        List<Peer> peers = new ArrayList<>(List.of(pgDump, new PgDump(database, List.of("-Fc", "-Z1"))));
        try {
            for (BackupFormat format : List.of(BackupFormat.NATIVE, BackupFormat.JSON, BackupFormat.CSV)) {
                peers.add(new RowkeepExport(WorkerProcess.start(format, database, bucket)));
            }
            Rounds.run(options, database, tableBytes, pgDump.version(), peers);
        } finally {
            for (Peer peer : peers) {
                peer.close();
            }
        }
    }
}
