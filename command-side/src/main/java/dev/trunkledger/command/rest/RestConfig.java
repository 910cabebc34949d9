package dev.trunkledger.command.rest;

import java.time.Clock;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What handlers of commands need besides the vault and the aggregate. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CommandSettings.class)
class RestConfig {

    /** The one clock that says when something occurred. */
    @Bean
    InstantSource commandClock() {
        return Clock.systemUTC();
    }
}
