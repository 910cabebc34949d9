package dev.trunkledger.query.reading;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connections for queries alone, so that neither a flood of queries holds up the projection nor the reverse. */
@Configuration(proxyBeanMethods = false)
class ReadingConfig {

    @Bean(defaultCandidate = false, destroyMethod = "close")
    @Qualifier("reading")
    HikariDataSource readingDataSource(JdbcConnectionDetails database, ReadingProperties settings) {
        HikariDataSource pool = DataSourceBuilder.create()
                .type(HikariDataSource.class)
                .url(database.getJdbcUrl())
                .username(database.getUsername())
                .password(database.getPassword())
                .build();
        pool.setPoolName("reading");
        pool.setMaximumPoolSize(settings.connections());
        pool.setConnectionTimeout(settings.connectionTimeout().toMillis());
        // When a connection that has rested is silent there is time left for another one.
        pool.setValidationTimeout(settings.connectionTimeout().toMillis() / 2);
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionInitSql(initSql(settings));
        // As text, all of them: the pool silently passes on no other values.
        pool.addDataSourceProperty("ApplicationName", "trunkledger-query-side reading");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("connectTimeout", "2");
        // Behind the statement's own limit: only a connection whose other end is gone gets here.
        pool.addDataSourceProperty(
                "socketTimeout", String.valueOf(settings.statementTimeout().toSeconds() + 2));
        return pool;
    }

    @Bean
    Reading reading(@Qualifier("reading") DataSource pool, JdbcConnectionDetails database) {
        return new Reading(pool, database.getUsername() + "_reading");
    }

    /**
     * Read-only at the server too: whatever a query is made to say, it changes nothing. Every query names its
     * organisation, for which there are indexes: reading a whole table is never the way, whatever the statistics say.
     */
    private static String initSql(ReadingProperties settings) {
        return "set search_path to read_model, public; set default_transaction_read_only to on;"
                + " set enable_seqscan to off; set statement_timeout to "
                + settings.statementTimeout().toMillis();
    }
}
