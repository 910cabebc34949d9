package dev.trunkledger.query.reading;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How queries use the database.
 *
 * @param connections the most that queries hold at once; the projection's are its own
 * @param connectionTimeout how long a query waits for one of them before the caller is told to come back
 * @param statementTimeout after which the database gives a statement up
 */
@ConfigurationProperties("trunkledger.reading")
record ReadingProperties(
        @DefaultValue("12") int connections,
        @DefaultValue("2s") Duration connectionTimeout,
        @DefaultValue("3s") Duration statementTimeout) {}
