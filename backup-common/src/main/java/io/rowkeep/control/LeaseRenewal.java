package io.rowkeep.control;

import com.zaxxer.hikari.HikariDataSource;
import io.rowkeep.settings.CommonSettings;
import io.rowkeep.settings.JobSettings;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Renews the leases of one worker over a connection that nothing else uses, so that its busy attempts cannot cost their own leases.
 * Thread-safe, but one call waits for the other.
 */
public final class LeaseRenewal implements AutoCloseable {

    private final HikariDataSource connection;
    private final Leases leases;

    private LeaseRenewal(HikariDataSource connection, JobSettings settings) {
        this.connection = connection;
        this.leases = new Leases(JdbcClient.create(connection), settings);
    }

    /** Connects when first used, and again whenever the connection is gone. No call takes longer than half a lease. */
    public static LeaseRenewal open(CommonSettings settings) {
        return new LeaseRenewal(
                ControlDatabase.single(
                        settings.control(), settings.jobs().lease().dividedBy(2)),
                settings.jobs());
    }

    /**
     * Renews the lease.
     *
     * @throws RuntimeException when the control database cannot be reached now; the lease may live on all the same
     */
    public Lease renew(Claim claim) {
        return leases.renew(claim);
    }

    @Override
    public void close() {
        connection.close();
    }
}
