package dev.trunkledger.command.secret;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires the vault. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecretProperties.class)
class SecretConfig {

    @Bean
    KeyRing keyEncryptionKey(SecretProperties properties) {
        return new ConfiguredKeys(properties).ring();
    }

    @Bean
    SecretVault secretVault(JdbcClient jdbc, KeyEncryptionKey kek) {
        return new SecretVault(jdbc, kek);
    }

    @Bean
    StoredSecrets storedSecrets(JdbcClient jdbc, KeyEncryptionKey kek) {
        return new StoredSecrets(jdbc, kek);
    }

    @Bean
    RequestFingerprint requestFingerprint(JdbcClient jdbc, KeyEncryptionKey kek) {
        return new RequestFingerprint(jdbc, kek);
    }

    @Bean
    RotationProgress rotationProgress(MeterRegistry registry) {
        return new RotationProgress(registry);
    }

    @Bean
    KeyRotationThread keyRotation(
            JdbcClient jdbc, KeyEncryptionKey kek, RotationProgress progress, SecretProperties properties) {
        KeyRotation rotation = new KeyRotation(WrappedKeyTable.all(jdbc), kek, progress);
        return new KeyRotationThread(rotation, progress, properties.rotationInterval());
    }

    @Bean
    KeyHealth keysHealthIndicator(KeyEncryptionKey kek, RotationProgress progress) {
        return new KeyHealth(kek, progress);
    }
}
