package io.rowkeep.bench;

import io.rowkeep.testing.TestDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lets every peer do its work once in each round, taking turns, and reports how long each took. */
final class Rounds {

    private Rounds() {}

    /**
     * Measures, prints and writes.
     *
     * @param client the version of the reference's program
     */
    static void run(Options options, TestDatabase database, long tableBytes, String client, List<Peer> peers)
            throws IOException, InterruptedException, SQLException {
        Map<String, Object> setting = new LinkedHashMap<>();
        setting.put("rows", options.rows());
        setting.put("tableBytes", tableBytes);
        setting.put("rounds", options.rounds());
        setting.put("server", BenchTable.serverVersion(database));
        setting.put("client", client);
        setting.put("java", Runtime.version().toString());
        setting.put("cores", Runtime.getRuntime().availableProcessors());
        Report report = new Report(setting, options.rows(), measure(peers, options.rounds()));
        report.print(System.out);
        report.write(options.output());
        System.out.println("\nAll figures: " + options.output());
    }

    private static List<Report.Result> measure(List<Peer> peers, int rounds)
            throws IOException, InterruptedException, SQLException {
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
            results.add(
                    new Report.Result(peer.name(), peer.reference(), new Series(seconds.get(index)), stored[index]));
        }
        return results;
    }
}
