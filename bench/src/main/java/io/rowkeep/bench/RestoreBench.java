package io.rowkeep.bench;

import io.rowkeep.format.BackupFormat;
import io.rowkeep.testing.ObjectStoreServer;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestBucket;
import io.rowkeep.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;

/** Fills one emptied table with Rowkeep, mode replace, and with psql. */
public final class RestoreBench {

    private RestoreBench() {}

    /** Arguments: see {@link Options}. */
    public static void main(String[] arguments) throws Exception {
        Options options = Options.parseOrExit("restore", 4_000_000, arguments);
        TestDatabase database = PostgresServer.shared().database();
        TestBucket bucket = ObjectStoreServer.shared().bucket();
        long tableBytes = BenchTable.create(database, options.rows());
        PsqlCopy psql = PsqlCopy.of(database);
        List<Peer> peers = new ArrayList<>(List.of(psql));
        try {
            for (BackupFormat format : List.of(BackupFormat.NATIVE, BackupFormat.JSON)) {
                peers.add(RowkeepRestore.of(WorkerProcess.start(format, database, bucket), database));
            }
            Rounds.run(options, database, tableBytes, psql.psql().version(), peers);
        } finally {
            for (Peer peer : peers) {
                peer.close();
            }
        }
    }
}
