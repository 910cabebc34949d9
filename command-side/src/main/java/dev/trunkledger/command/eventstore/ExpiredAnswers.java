package dev.trunkledger.command.eventstore;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/** Removes answers whose time is over, few at a time: an expired one is dead anyway, so nobody waits for it. */
class ExpiredAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(ExpiredAnswers.class);
    private static final int BATCH = 500;

    private final JdbcClient jdbc;

    ExpiredAnswers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
    void purge() {
        try {
            int removed;
            do {
                removed = purgeBatch();
            } while (removed == BATCH);
        } catch (DataAccessException e) {
            LOG.warn(
                    "Expired idempotency records are purged later: {}",
                    e.getClass().getSimpleName());
        }
    }

    /** Several instances may be at it: each passes over the rows that another holds. */
    private int purgeBatch() {
        return jdbc.sql("""
                        delete from ledger.idempotency where (org_id, idempotency_key) in (
                            select org_id, idempotency_key from ledger.idempotency
                            where expires_time <= now() order by expires_time limit ? for update skip locked)""").param(BATCH).update();
    }
}
