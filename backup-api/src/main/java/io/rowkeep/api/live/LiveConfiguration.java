package io.rowkeep.api.live;

import io.rowkeep.control.EventHistory;
import io.rowkeep.control.TokenStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the live streams together. */
@Configuration(proxyBeanMethods = false)
class LiveConfiguration {

    /** Each holds a connection and its buffers, some 50 KiB. */
    private static final int MOST_SUBSCRIBERS = 1000;

    /** Far more than a reader that keeps up ever has; they are shared by all whom they are for. */
    private static final int MOST_WAITING = 500;

    @Bean
    Mailboxes mailboxes() {
        return new Mailboxes(MOST_SUBSCRIBERS, MOST_WAITING);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    EventFeed eventFeed(EventHistory history, Mailboxes mailboxes) {
        return new EventFeed(history, mailboxes::deliver);
    }

    @Bean
    JobStream jobStream(EventHistory history, Mailboxes mailboxes, TokenStore tokens) {
        return new JobStream(history, mailboxes, new Following(tokens));
    }

    @Bean
    VisibleStream visibleStream(EventHistory history, Mailboxes mailboxes, TokenStore tokens) {
        return new VisibleStream(history, mailboxes, new Following(tokens));
    }
}
