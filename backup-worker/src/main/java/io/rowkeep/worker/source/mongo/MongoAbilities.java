package io.rowkeep.worker.source.mongo;

import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ServerDescription;
import java.util.List;

/**
 * What a server can do, which is a matter of how it was set up.
 *
 * @param sessions whether it has sessions; no real server is without them
 * @param transactions whether it has transactions: a replica set, or a sharded cluster
 * @param snapshots whether a session can read everything at one instant: the same, from version 5.0
 */
record MongoAbilities(boolean sessions, boolean transactions, boolean snapshots) {

    private static final int WIRE_VERSION_OF_5_0 = 13;

    static MongoAbilities of(ClusterDescription cluster) {
        List<ServerDescription> servers = cluster.getServerDescriptions().stream()
                .filter(ServerDescription::isOk)
                .toList();
        boolean sessions = servers.stream().allMatch(server -> server.getLogicalSessionTimeoutMinutes() != null);
        boolean transactions = sessions && servers.stream().allMatch(MongoAbilities::isReplicated);
        boolean snapshots =
                transactions && servers.stream().allMatch(server -> server.getMaxWireVersion() >= WIRE_VERSION_OF_5_0);
        return new MongoAbilities(sessions, transactions, snapshots);
    }

    private static boolean isReplicated(ServerDescription server) {
        return switch (server.getType()) {
            case REPLICA_SET_PRIMARY, REPLICA_SET_SECONDARY, SHARD_ROUTER, LOAD_BALANCER -> true;
            // Arbiters and members on their way in say nothing about the others.
            case REPLICA_SET_ARBITER, REPLICA_SET_OTHER, REPLICA_SET_GHOST -> true;
            case STANDALONE, UNKNOWN -> false;
        };
    }
}
