package dev.trunkledger.query.store;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class StoreConfig {

    @Bean
    ReadModels readModels(JdbcTemplate database, PlatformTransactionManager transactions) {
        return new ReadModels(database, new TransactionTemplate(transactions));
    }

    @Bean
    Positions positions(JdbcTemplate database) {
        return new Positions(database);
    }

    @Bean
    ParkedCounts parkedCounts(JdbcTemplate database) {
        return new ParkedCounts(database);
    }
}
