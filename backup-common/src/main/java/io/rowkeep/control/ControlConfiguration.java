package io.rowkeep.control;

import io.rowkeep.job.TimeOrderedIds;
import io.rowkeep.settings.CommonSettings;
import java.time.Clock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The control database for an application that imports this: connected, migrated, with everything that works on it. Takes a
 * {@link CommonSettings}, a {@link Clock} and {@link TimeOrderedIds} from the application.
 */
@Configuration(proxyBeanMethods = false)
public class ControlConfiguration {

    @Bean
    DataSource controlDataSource(CommonSettings settings) {
        return ControlDatabase.connect(settings.control());
    }

    @Bean
    Flyway controlMigration(DataSource database) {
        return ControlDatabase.migrate(database);
    }

    // Asks for the migration only so that nothing reads the database before it.
    @Bean
    JdbcClient controlJdbcClient(DataSource database, Flyway migration) {
        return JdbcClient.create(database);
    }

    @Bean
    PlatformTransactionManager controlTransactionManager(DataSource database) {
        return new JdbcTransactionManager(database);
    }

    @Bean
    TransactionTemplate controlTransactions(PlatformTransactionManager manager) {
        return new TransactionTemplate(manager);
    }

    @Bean
    OutboxBell outboxBell() {
        return new OutboxBell();
    }

    @Bean
    ControlStores controlStores(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            TimeOrderedIds ids,
            OutboxBell bell,
            CommonSettings settings) {
        return new ControlStores(jdbc, transactions, ids, bell, settings.jobs());
    }

    @Bean
    JobStore jobStore(ControlStores stores) {
        return stores.jobs();
    }

    @Bean
    JobIntake jobIntake(ControlStores stores) {
        return stores.intake();
    }

    @Bean
    JobList jobList(ControlStores stores) {
        return stores.jobList();
    }

    @Bean
    BackupCatalogue backupCatalogue(ControlStores stores) {
        return stores.backups();
    }

    @Bean
    BackupMarks backupMarks(ControlStores stores) {
        return stores.marks();
    }

    @Bean
    DeletedBackups deletedBackups(ControlStores stores) {
        return stores.deleted();
    }

    @Bean
    Downloads downloads(ControlStores stores) {
        return stores.downloads();
    }

    @Bean
    Sweeps sweeps(ControlStores stores) {
        return stores.sweeps();
    }

    @Bean
    BackupTraces backupTraces(ControlStores stores) {
        return stores.traces();
    }

    @Bean
    WorkerRegistry workerRegistry(ControlStores stores) {
        return stores.workers();
    }

    @Bean
    TokenStore tokenStore(ControlStores stores) {
        return stores.tokens();
    }

    @Bean
    AuditTrail auditTrail(ControlStores stores) {
        return stores.auditTrail();
    }

    @Bean
    EventHistory eventHistory(ControlStores stores) {
        return stores.events();
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Reaper reaper(ControlStores stores) {
        return stores.reaper();
    }
}
