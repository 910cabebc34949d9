package dev.trunkledger.command.retention;

import dev.trunkledger.command.aggregate.CredentialCommands;
import dev.trunkledger.command.eventstore.DeletedCredentials;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires retention. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionSettings.class)
class RetentionConfig {

    @Bean
    SecretRetention secretRetention(
            RetentionSettings settings, DeletedCredentials deleted, CredentialCommands commands, InstantSource clock) {
        return new SecretRetention(settings, deleted, commands, clock);
    }
}
