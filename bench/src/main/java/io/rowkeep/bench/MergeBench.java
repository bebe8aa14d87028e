package io.rowkeep.bench;

import io.rowkeep.format.BackupFormat;
import io.rowkeep.testing.ObjectStoreServer;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestBucket;
import io.rowkeep.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;

/** Merges a backup into a table that differs from it in a hundredth of its rows, with Rowkeep and with psql. */
public final class MergeBench {

    private MergeBench() {}

    /** Arguments: see {@link Options}. */
    public static void main(String[] arguments) throws Exception {
        Options options = Options.parseOrExit("merge", 4_000_000, arguments);
        TestDatabase database = PostgresServer.shared().database();
        MergedDatabase merged =
                new MergedDatabase(database, PostgresServer.shared().database());
        TestBucket bucket = ObjectStoreServer.shared().bucket();
        long tableBytes = BenchTable.create(database, options.rows());
        PsqlMerge psql = PsqlMerge.of(merged);
        List<Peer> peers = new ArrayList<>(List.of(psql));
        try {
            for (BackupFormat format : List.of(BackupFormat.NATIVE, BackupFormat.JSON)) {
                peers.add(RowkeepMerge.of(WorkerProcess.start(format, database, bucket), merged));
            }
            merged.change();
            Rounds.run(options, database, tableBytes, psql.psql().version(), peers);
        } finally {
            for (Peer peer : peers) {
                peer.close();
            }
        }
    }
}
