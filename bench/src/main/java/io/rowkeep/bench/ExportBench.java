package io.rowkeep.bench;

import io.rowkeep.format.BackupFormat;
import io.rowkeep.testing.ObjectStoreServer;
import io.rowkeep.testing.PostgresServer;
import io.rowkeep.testing.TestBucket;
import io.rowkeep.testing.TestDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Saves one table with Rowkeep and with pg_dump, taking turns, and reports how long each took. */
public final class ExportBench {

    private ExportBench() {}

    /** Arguments: see {@link Options}. */
    public static void main(String[] arguments) throws Exception {
        Options options;
        try {
            options = Options.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        TestDatabase database = PostgresServer.shared().database();
        TestBucket bucket = ObjectStoreServer.shared().bucket();
        System.out.printf("Making %,d rows%n", options.rows());
        long tableBytes = BenchTable.create(database, options.rows());
        PgDump pgDump = new PgDump(database, List.of("-Fc"));
        Map<String, Object> setting = new LinkedHashMap<>();
        setting.put("rows", options.rows());
        setting.put("tableBytes", tableBytes);
        setting.put("rounds", options.rounds());
        setting.put("server", BenchTable.serverVersion(database));
        setting.put("client", pgDump.version());
        setting.put("java", Runtime.version().toString());
        setting.put("cores", Runtime.getRuntime().availableProcessors());

        List<Peer> peers = new ArrayList<>(List.of(pgDump, new PgDump(database, List.of("-Fc", "-Z1"))));
        try {
            for (BackupFormat format : List.of(BackupFormat.NATIVE, BackupFormat.JSON, BackupFormat.CSV)) {
                peers.add(RowkeepExport.start(format, database, bucket));
            }
            Report report = new Report(setting, options.rows(), measure(peers, options.rounds()));
            report.print(System.out);
            report.write(options.output());
            System.out.println("\nAll figures: " + options.output());
        } finally {
            for (Peer peer : peers) {
                peer.close();
            }
        }
    }

    private static List<Report.Result> measure(List<Peer> peers, int rounds) throws Exception {
        List<List<Double>> seconds =
                peers.stream().<List<Double>>map(peer -> new ArrayList<>()).toList();
        long[] stored = new long[peers.size()];
        for (int round = 0; round <= rounds; round++) {
            System.out.println(round == 0 ? "Warming up" : "Round " + round);
            for (int turn = 0; turn < peers.size(); turn++) {
                // Each round begins with another peer, so that nobody always follows the same neighbour's mess.
                int index = (turn + round) % peers.size();
                Peer.Run run = peers.get(index).run();
                if (round > 0) {
                    seconds.get(index).add(run.seconds());
                    stored[index] = run.storedBytes();
                }
            }
        }
        List<Report.Result> results = new ArrayList<>();
        for (int index = 0; index < peers.size(); index++) {
            Peer peer = peers.get(index);
            results.add(new Report.Result(
                    peer.name(), peer instanceof PgDump, new Series(seconds.get(index)), stored[index]));
        }
        return results;
    }
}
