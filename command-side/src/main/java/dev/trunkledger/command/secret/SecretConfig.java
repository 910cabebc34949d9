package dev.trunkledger.command.secret;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires the vault. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecretProperties.class)
class SecretConfig {

    @Bean
    KeyEncryptionKey keyEncryptionKey(SecretProperties properties) {
        return FileKeyEncryptionKey.read(properties.kekFile());
    }

    @Bean
    SecretVault secretVault(JdbcClient jdbc, KeyEncryptionKey kek) {
        return new SecretVault(jdbc, kek);
    }

    @Bean
    RequestFingerprint requestFingerprint(JdbcClient jdbc, KeyEncryptionKey kek) {
        return new RequestFingerprint(jdbc, kek);
    }
}
